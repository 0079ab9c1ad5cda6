"""What was worked out of a draft is worked out once, and anew for a draft that was changed."""

from datetime import date

from drafting import draft as drafts
from drafting.remembering import remembered


def test_a_result_is_kept_for_the_same_draft_and_the_same_question_only():
    asked = []

    @remembered
    def title(draft, language):
        asked.append(language)
        return draft.titled(language)

    first = drafts.new(date(2027, 5, 12), ("en", "fi"), title={"en": "Agreement", "fi": "Sopimus"})
    second = first.changed(title={"en": "Accord", "fi": "Sopimus"})

    assert [title(first, "en"), title(first, "en"), title(first, "fi")] == ["Agreement", "Agreement", "Sopimus"]
    assert title(second, "en") == "Accord"
    assert asked == ["en", "fi", "en"]
