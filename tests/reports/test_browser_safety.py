"""Hostile text in a real browser: it stays text, on every page."""

from selenium import webdriver
from selenium.webdriver.common.by import By

from reports.output import history, html, view
from reports.record import Record
from tests.reports.conftest import METHODS, Browse, make_record, make_run, make_runs, make_training, make_verdict

ATTACK = "<script>hacked=1</script></script><img src=x onerror=hacked=1>"
HOSTILE = f"{ATTACK}]]>--><!--\u202e\u2066\x00\ud800\u2028\U0001f600" + "x" * 100_000


def hostile(created: str = "2026-01-02T03:05:00+00:00") -> Record:
    """A record in which everything that a profile, a dataset or a model says is hostile."""
    methods = {**METHODS, ATTACK: {"kind": "adapter"}}
    runs = [*make_runs(), make_run(ATTACK, 0.5, 10, make_training(3.0, 40))]
    said = [
        run.model_copy(
            update={"predictions": tuple(each.model_copy(update={"text": HOSTILE}) for each in run.predictions)}
        )
        for run in runs
    ]
    verdicts = [make_verdict(0.1, claim=f"a::b[{ATTACK}]", statement=ATTACK, reason=HOSTILE)]
    record = make_record(said, verdicts, text=HOSTILE, title=HOSTILE, methods=methods, note={ATTACK: HOSTILE})
    first = record.examples[0].model_copy(update={"topic": HOSTILE, "references": (HOSTILE,)})
    changed = record.model_copy(update={"examples": (first, *record.examples[1:]), "created": created})
    return Record.model_validate(changed.model_dump(by_alias=True))


def unharmed(chrome: webdriver.Chrome) -> None:
    """Nothing ran, nothing was made of the text, nothing was fetched."""
    assert chrome.execute_script("return typeof hacked") == "undefined"
    assert chrome.find_elements(By.TAG_NAME, "img") == []
    assert chrome.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert chrome.get_log("browser") == []


def test_hostile_text_stays_text(browse: Browse) -> None:
    """In the examples, closed, opened and searched, and in charts and tables."""
    chrome = browse(hostile(), anchor="#test_0")
    unharmed(chrome)
    assert "<script>hacked=1</script>" in chrome.find_element(By.ID, "test_0").text
    chrome.find_element(By.NAME, "search").send_keys("<script>")
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".list > details:not([hidden])")) == 6
    unharmed(chrome)


def test_hostile_text_stays_text_in_changes_and_history(browse: Browse) -> None:
    """Where two records are compared, and where claims are followed."""
    records = hostile(), hostile("2026-01-03T03:05:00+00:00")
    unharmed(browse(*records))
    unharmed(browse(page=html.history(history.histories(records))))


def test_right_to_left_marks_end_with_their_element(browse: Browse) -> None:
    """Text beside hostile text is read from left to right: each part of a line is isolated."""
    chrome = browse(hostile())
    inline = (
        "return [...document.querySelectorAll('.list summary > *')].map((each) => getComputedStyle(each).unicodeBidi)"
    )
    assert set(chrome.execute_script(inline)) == {"isolate"}


def test_nothing_else_may_run(browse: Browse) -> None:
    """The policy allows only the page's own script, on either page."""
    records = [make_record(make_runs(), [make_verdict(0.75)])]
    for page in (html.text(view.page(records)), html.history(history.histories(records))):
        chrome = browse(page=page)
        chrome.execute_script(
            "const made = document.body.appendChild(document.createElement('script')); made.textContent = 'hacked = 1'"
        )
        assert chrome.execute_script("return typeof hacked") == "undefined"
        assert "Content Security Policy" in chrome.get_log("browser")[0]["message"]


def test_address_with_a_broken_escape_is_no_error(browse: Browse) -> None:
    """A percent sign without an escape, or with a broken one, is part of a name that does not exist."""
    chrome = browse(make_record(make_runs()), anchor="#%E0%A4%A")
    chrome.execute_script("location.hash = '#100%'")
    assert chrome.get_log("browser") == []
    assert chrome.find_elements(By.CSS_SELECTOR, ".list > details[open]") == []


def test_copied_tables_hold_nothing_but_words(browse: Browse) -> None:
    """As in the summary, a method's name becomes no link, image or mention."""
    name = "![x](http://e.org) @alice #12 a|b <i>"
    chrome = browse(make_record([make_run(name, 0.2, 5, None)], methods={name: {"kind": "adapter"}, **METHODS}))
    script = "return Tables.markdown(document.querySelector('.comparison'))"
    assert "![x\\](http:\u2060//e.org) @\u2060alice #\u206012 a\\|b &lt;i&gt;" in chrome.execute_script(script)
