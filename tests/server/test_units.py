"""Unit files: what the systems read, whatever the paths look like."""

import plistlib
from configparser import RawConfigParser
from pathlib import Path

from server import units

PROGRAM, HOME = Path("/opt/my tools/comity"), Path("/home/ann/100% mine & yours")


def test_the_cron_line_asks_every_hour_and_survives_odd_paths():
    (line,) = units.units("cron", program=PROGRAM, home=HOME).values()
    home = "COMITY_HOME='/home/ann/100\\% mine & yours'"
    assert line == f"17 * * * * {home} nice '/opt/my tools/comity' retrain --if-due\n"


def test_the_systemd_timer_makes_up_for_sleep_and_the_service_steps_back():
    files = units.units("systemd", program=PROGRAM, home=HOME)
    parsed = {}
    for name, text in files.items():
        parser = RawConfigParser()
        parser.optionxform = str
        parser.read_string(text)
        parsed[name] = parser
    assert parsed["comity-retrain.timer"]["Timer"]["Persistent"] == "true"
    service = parsed["comity-retrain.service"]["Service"]
    assert service["ExecStart"] == '"/opt/my tools/comity" retrain --if-due'
    assert service["Environment"] == '"COMITY_HOME=/home/ann/100%% mine & yours"'
    assert service["Nice"] == "10"


def test_the_launchd_agent_is_a_property_list_that_reads_back():
    (text,) = units.units("launchd", program=PROGRAM, home=HOME).values()
    agent = plistlib.loads(text.encode())
    assert agent["ProgramArguments"] == [str(PROGRAM), "retrain", "--if-due"]
    assert agent["EnvironmentVariables"] == {"COMITY_HOME": str(HOME)}
    assert agent["StartInterval"] == 3600


def test_every_kind_says_what_to_do_with_it():
    for kind in units.KINDS:
        assert units.afterwards(kind)
    assert units.where("cron", HOME) is None
    assert units.where("systemd", HOME) == HOME / ".config/systemd/user"
