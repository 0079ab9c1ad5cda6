import io
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from locales import DOMAINS, LANGUAGES, gather, translations

TAGS = [tag for tag in LANGUAGES if tag != "en"]
SAME_IN_BOTH = 0.03


def catalogue(domain, tag):
    return read_po(io.BytesIO((gather.HERE / tag / "LC_MESSAGES" / f"{domain}.po").read_bytes()), locale=tag)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_templates_are_those_of_the_sources(domain):
    assert (gather.HERE / f"{domain}.pot").read_text(encoding="utf-8") == gather.text(gather.template(domain)), "run: make locales"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_is_translated(domain, tag):
    known = {str(message.id): message for message in catalogue(domain, tag) if message.id}
    wanted = {str(message.id) for message in gather.template(domain) if message.id}

    assert set(known) == wanted, "run: make locales"
    assert [name for name, message in known.items() if not all(message.string if isinstance(message.string, tuple) else [message.string])] == []


def marks(text):
    return sorted(set(re.findall(r"%\((\w+)\)s", text))) + sorted({name for _, name, _, _ in Formatter().parse(text) if name} if "%(" not in text else ())


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_translation_keeps_the_marks_of_its_message(domain, tag):
    for message in catalogue(domain, tag):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for number, text in enumerate(strings):
            wanted = marks(sources[min(number, len(sources) - 1)])
            # “one clause” may say so in words instead of a figure
            assert marks(text) == wanted or (number == 0 and len(strings) > 1 and set(marks(text)) < set(wanted)), message.id


@pytest.mark.parametrize("tag", TAGS)
def test_fewer_than_three_in_a_hundred_messages_equal_their_english(tag):
    messages = [message for message in catalogue("interface", tag) if message.id and isinstance(message.id, str)]
    same = [message.id for message in messages if message.id == message.string]

    assert len(same) <= SAME_IN_BOTH * len(messages), same


def test_an_unknown_language_is_an_error_and_english_needs_no_catalogue():
    with pytest.raises(KeyError):
        translations("interface", "xx")
    assert translations("agreement", "en").gettext("Contents") == "Contents"
