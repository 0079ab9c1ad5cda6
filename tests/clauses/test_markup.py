import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses import markup, provisions
from clauses.markup import BlankUse, Facts, MarkupError, ReferenceUse, TermUse, Text

HOSTILE = [
    "{{ 9**9999999 }}",
    "{{ 'a' * 100000000 }}",
    "{{ [1] * 50000000 }}",
    "{{ x.__class__ }}",
    "{{ x['y'] }}",
    "{{ lipsum() }}",
    "{{ self }}{{ x() }}",
    "{{ x|join(',') }}",
    "{{ x|attr('y') }}",
    "{{ 'words'|upper }}",
    "{{ x if y }}",
    "{{ 1 + 1 }}",
    "{{ -x }}",
    "{{ x ~ y }}",
    "{{ [1] }}",
    "{{ {} }}",
    "{{ 'text' }}",
    "{{ ref(x) }}",
    "{{ ref('a', 'b', 'c') }}",
    "{{ ref(*x) }}",
    "{{ this(form='x') }}",
    "{{ range(9) }}",
    "{% for i in range(10) %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% macro m() %}{% endmacro %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{# a remark #}",
    "{% if x is defined %}y{% endif %}",
    "{% if x in 'abc' %}y{% endif %}",
    "{% if x == y %}z{% endif %}",
    "{% if 1 < x < 3 %}z{% endif %}",
    "{% if other('x') %}z{% endif %}",
    "{% if included(x) %}z{% endif %}",
    "{% if x %}",
    "{{ x",
    "{{ }}",
    "{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}",
    "{% if x %}" * 40 + "{% endif %}" * 40,
    "x" * 20_001,
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: source[:40])
def test_what_is_outside_the_grammar_is_refused_with_a_rule_and_a_line(source):
    with pytest.raises(MarkupError) as caught:
        markup.parse("first line\n" + source if len(source) < 20_000 else source)

    assert caught.value.rule.startswith("markup-")
    assert caught.value.line >= 1
    assert "\n" not in caught.value.message


def test_the_line_of_a_fault_is_that_of_the_fault():
    with pytest.raises(MarkupError) as caught:
        markup.parse("one\ntwo\n{{ 9**9 }}")

    assert caught.value.line == 3


def test_text_blanks_references_and_terms_become_parts():
    parts = markup.parse('A [worker](term:worker) gets {{ days | genitive }} under {{ ref("dat-dpia#start", "inessive") }}.')

    assert parts == (
        Text("A "),
        TermUse("worker", "worker"),
        Text(" gets "),
        BlankUse("days", "genitive"),
        Text(" under "),
        ReferenceUse("dat-dpia", "start", "inessive"),
        Text("."),
    )


@pytest.mark.parametrize(
    ("test", "facts", "held"),
    [
        ('included("a-b")', Facts(frozenset({"a-b"})), True),
        ('included("a-b")', Facts(), False),
        ('level == "european"', Facts(level="european"), True),
        ('level != "european"', Facts(level="workplace"), True),
        ('jurisdiction == "fi" and not included("a-b")', Facts(jurisdiction="fi"), True),
        ("days > 30", Facts(values={"days": 31}), True),
        ("days > 30", Facts(values={"days": None}), False),
        ("days >= 30 or days < 1", Facts(values={"days": 30}), True),
        ("days", Facts(values={"days": 0}), True),
        ("days", Facts(values={"days": None}), False),
        ('way == "app"', Facts(values={"way": "app"}), True),
    ],
)
def test_conditions_ask_only_facts(test, facts, held):
    found = provisions.provisions(f"x{{% if {test} %}} yes{{% else %}} no{{% endif %}}", facts)

    assert found[0].parts == (Text("x yes" if held else "x no"),)


def test_a_dash_begins_an_item_and_an_empty_line_ends_a_paragraph():
    found = provisions.provisions("Only\n- when it\nbegins, and\n- when it ends.\n\nAnd this.", Facts())

    assert [(entry.kind, entry.parts[0].text) for entry in found] == [
        ("paragraph", "Only"),
        ("item", "when it begins, and"),
        ("item", "when it ends."),
        ("paragraph", "And this."),
    ]


def test_a_value_can_never_become_markup():
    found = provisions.lenient("Pay {{ sum }}.", {"sum"}, (), (), ())

    assert found[0].parts == (Text("Pay "), BlankUse("sum"), Text("."))


@given(st.text(max_size=300))
def test_own_words_are_never_refused(text):
    provisions.lenient(text, {"a"}, {"dat-dpia"}, {"worker"}, {"register"})


def test_a_form_that_no_language_has_stays_as_it_was_typed():
    for typed in ('{{ ref("dat-dpia", "genitiv") }}', '{{ this("x") }}', '{{ annex("register", "x") }}', "{{ a | genitiv }}"):
        assert provisions.lenient(typed, {"a"}, {"dat-dpia"}, (), {"register"})[0].parts == (Text(typed),)


@given(st.text(max_size=200))
def test_any_text_is_parsed_or_refused_in_one_sentence(text):
    try:
        markup.parse(text)
    except MarkupError as error:
        assert error.rule


def test_every_library_text_can_be_written_back_as_markup_and_read_again(library):
    for wording in library.wordings.values():
        for slots in wording.positions.values():
            for text in slots.values():
                found = provisions.provisions(text.source, Facts())
                source = "\n".join(provisions.source_of(entry) for entry in found)
                assert provisions.provisions(source, Facts()) == found
