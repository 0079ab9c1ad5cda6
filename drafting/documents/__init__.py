"""Documents for the table: what a draft becomes beside the agreement itself. Pure: a draft in, a tree of headings, lines and tables out."""
