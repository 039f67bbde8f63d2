"""How the bot fares, as an admin reads it."""

from datetime import UTC, datetime

from upkeep.deliveries import Health
from views import health

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def said(*facts):
    return [str(one) for one in health.blocks(Health(*facts))]


def test_all_is_well():
    _, told = said(0, 0, 0, AT)
    assert "0 messages wait, 0 are underway, 0 were given up." in told
    assert f"<!date^{int(AT.timestamp())}^" in told
    assert "2026-11-24 09:30 UTC" in told


def test_what_was_given_up_is_said_with_its_reason():
    *_, why = said(3, 1, 1, None, (("reminder", "<!channel>"),))
    assert "reminder: &lt;!channel&gt;" in why
    assert "I have not looked yet" in said(1, 0, 0, None)[1]
