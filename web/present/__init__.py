"""One frozen dataclass per page: what a template is handed, worded and ready."""
