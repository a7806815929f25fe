"""Unit files for machines where `comity serve` does not always run: a cron line, a systemd timer, a launchd
agent."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

HOUR = 3600
KINDS = ("cron", "systemd", "launchd")


def units(kind: str, *, program: Path, home: Path) -> Mapping[str, str]:
    """File name to text. Each looks every hour: `--if-due` decides, so a machine that slept is never late
    for long."""
    return {"cron": _cron, "systemd": _systemd, "launchd": _launchd}[kind](program, home)


def where(kind: str, user_home: Path) -> Path | None:
    """Where the files belong; None for cron, whose line goes into `crontab -e`."""
    folders = {"systemd": ".config/systemd/user", "launchd": "Library/LaunchAgents"}
    return user_home / folders[kind] if kind in folders else None


def afterwards(kind: str) -> str:
    """What to do with them, in a sentence."""
    return {
        "cron": "Add this line with `crontab -e`.",
        "systemd": "Then: systemctl --user enable --now comity-retrain.timer",
        "launchd": "Then: launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/org.comity.retrain.plist",
    }[kind]


def _cron(program: Path, home: Path) -> Mapping[str, str]:
    command = f"COMITY_HOME={shlex.quote(str(home))} nice {shlex.quote(str(program))} retrain --if-due"
    # In a crontab a percent sign ends the command; the minute is odd so that not everything starts on the
    # hour.
    return {"comity.cron": f"17 * * * * {command.replace('%', chr(92) + '%')}\n"}


def _systemd(program: Path, home: Path) -> Mapping[str, str]:
    service = f"""[Unit]
Description=Comity: retrain the ranker when due

[Service]
Type=oneshot
Environment={_systemd_quoted(f"COMITY_HOME={home}")}
ExecStart={_systemd_quoted(str(program))} retrain --if-due
Nice=10
CPUSchedulingPolicy=idle
IOSchedulingClass=idle
"""
    timer = """[Unit]
Description=Comity: look every hour whether retraining is due

[Timer]
OnCalendar=hourly
RandomizedDelaySec=10m
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {"comity-retrain.service": service, "comity-retrain.timer": timer}


def _systemd_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _launchd(program: Path, home: Path) -> Mapping[str, str]:
    arguments = "\n".join(
        f"    <string>{escape(part)}</string>" for part in (str(program), "retrain", "--if-due")
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>org.comity.retrain</string>
  <key>ProgramArguments</key>
  <array>
{arguments}
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>COMITY_HOME</key>
    <string>{escape(str(home))}</string>
  </dict>
  <key>StartInterval</key>
  <integer>{HOUR}</integer>
  <key>Nice</key>
  <integer>10</integer>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
"""
    return {"org.comity.retrain.plist": text}
