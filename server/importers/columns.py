"""Columns: which header of an address book means what, in the languages they come in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.folding import fold_text
from server.importers.rows import Row
from server.importers.tables import pick

HEADERS: Mapping[str, str] = {
    "name": (
        "name; full name; display name; contact name; file as; nom complet; nombre completo; "
        "nome completo; vollstandiger name; imie i nazwisko; 姓名; 名前; 氏名"
    ),
    "given": (
        "first name; given name; forename; vorname; prenom; nombre; nome; voornaam; imie; "
        "fornamn; fornavn; 名"
    ),
    "middle": "middle name; additional name; zweiter vorname; deuxieme prenom; segundo nombre",
    "family": (
        "last name; family name; surname; nachname; familienname; nom; nom de famille; "
        "apellido; apellidos; sobrenome; apelido; cognome; achternaam; nazwisko; efternamn; "
        "etternavn; 姓"
    ),
    "headline": "headline; tagline; slogan; uberschrift; titular; titre du profil",
    "organisation": (
        "company; company name; organisation; organization; employer; firma; unternehmen; "
        "organisation name; organization name; entreprise; societe; empresa; azienda; "
        "societa; bedrijf; foretag; virksomhed; 会社; 公司"
    ),
    "role": (
        "position; job title; title; role; occupation; organization title; poste; fonction; "
        "cargo; puesto; posizione; ruolo; qualifica; funktion; berufsbezeichnung; functie; "
        "stanowisko; befattning; stilling; 役職; 职位"
    ),
    "city": (
        "city; home city; business city; town; ort; stadt; ville; ciudad; cidade; citta; plaats; miasto"
    ),
    "country": ("country; home country; business country; country/region; land; pays; pais; paese; kraj"),
    "place": "place; location; geo location; region; standort; lieu; ubicacion; localizacao; luogo",
    "about": ("about; summary; bio; biography; description; zusammenfassung; resume du profil; extracto"),
    "url": (
        "url; profile url; linkedin; linkedin url; linkedin profile; website; web page; web "
        "site; homepage; profile; webseite; site web; sitio web; github; profil; profil-url; "
        "url del perfil; url do perfil"
    ),
    "email": (
        "email; e-mail; email address; e-mail address; mail; email addresses; e-mail-adresse; "
        "adresse e-mail; adresse email; correo electronico; direccion de correo electronico; "
        "endereco de e-mail; indirizzo email; indirizzo e-mail; e-mailadres; adres e-mail; "
        "e-postadress; e-post; メールアドレス; 电子邮件"
    ),
    "phone": (
        "phone; telephone; phone number; mobile; mobile phone; business phone; home phone; "
        "telefon; telefono; telephone portable; telefone; mobil; handy; 電話; 电话"
    ),
    "skill": "skills; skill; expertise; kenntnisse; competences; habilidades; competenze",
    "note": "notes; note; comment; comments; remarks; notizen; remarques; notas; notities; notatki",
    "offer": "offers; offer; can help with; offering; bietet; propose; ofrece",
    "need": "needs; need; looking for; wants; asks; sucht; cherche; busca; procura",
    "band": "tie; band; how close; closeness",
    "connected": (
        "connected on; verbunden am; vernetzt seit; connecte le; mis en relation le; en "
        "relation depuis le; conectado el; conectado em; collegato il; collegamento del; "
        "verbonden op; kontakt sedan; つながった日; 连接日期"
    ),
}
"""Apart by semicolons. Where a word means two things ("Nom", "Nome", "Nombre"), the other columns decide."""

MEANING: Mapping[str, str] = {
    fold_text(header): meaning for meaning, headers in HEADERS.items() for header in headers.split(";")
}
NUMBERED = (
    (re.compile(r"e-?mail( address)?( \d+)?( - value)?"), "email"),
    (re.compile(r"(phone|mobile)( \d+)?( - value)?"), "phone"),
    (re.compile(r"website( \d+)?( - value)?|web page( \d+)?"), "url"),
    (re.compile(r"organization( \d+)?( -)? name"), "organisation"),
    (re.compile(r"organization( \d+)?( -)? title"), "role"),
    (re.compile(r"address \d+ - city"), "city"),
    (re.compile(r"address \d+ - country"), "country"),
)
"""Google's and Outlook's columns, which come in numbered rows ("E-mail 2 - Value", "E-mail 2 Address")."""
JOINED = ":::"
"""What Google puts between several values in one cell."""
LISTED = re.compile(r"[;\n]")
"""What parts the offers, needs and skills of one cell."""


ONE_LINE = ("name", "given", "middle", "family", "organisation", "role", "url", "email", "phone", "connected")
"""Meanings whose cells have no line breaks in any export seen."""


@dataclass(frozen=True, slots=True)
class Columns:
    """For each meaning, where it stands."""

    places: Mapping[str, tuple[int, ...]]

    @property
    def single(self) -> frozenset[int]:
        return frozenset(place for meaning in ONE_LINE for place in self.places.get(meaning, ()))

    def first(self, cells: Sequence[str], meaning: str) -> str:
        return next(iter(self.all(cells, meaning)), "")

    def all(self, cells: Sequence[str], meaning: str) -> tuple[str, ...]:
        found = pick(cells, self.places.get(meaning, ()))
        return tuple(part for cell in found for part in cell.split(JOINED) if part.strip())

    def listed(self, cells: Sequence[str], meaning: str) -> tuple[str, ...]:
        return tuple(part for cell in self.all(cells, meaning) for part in LISTED.split(cell) if part.strip())

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """The values of one line, as they are; ``tidy`` is for later."""
        cities = (self.first(cells, part) for part in ("city", "country"))
        return Row(
            line=line,
            name=self._name(cells),
            headline=self.first(cells, "headline"),
            organisation=self.first(cells, "organisation"),
            role=self.first(cells, "role"),
            place=self.first(cells, "place") or ", ".join(part for part in cities if part),
            about=self.first(cells, "about"),
            urls=self.all(cells, "url"),
            emails=self.all(cells, "email"),
            phones=self.all(cells, "phone"),
            skills=self.listed(cells, "skill"),
            notes=pick(cells, self.places.get("note", ())),
            offers=self.listed(cells, "offer"),
            needs=self.listed(cells, "need"),
        )

    def _name(self, cells: Sequence[str]) -> str:
        """Given and family name; beside a given name alone, "Name" may be either the whole or the rest."""
        given, middle, family = (self.first(cells, part) for part in ("given", "middle", "family"))
        whole = self.first(cells, "name")
        if given and whole and not family:
            return whole if fold_text(given) in fold_text(whole) else f"{given} {whole}"
        return " ".join(part for part in (given, middle, family) if part) or whole


def meaning_of(folded: str) -> str:
    """What a folded header means, "" if that is not known."""
    if folded in MEANING:
        return MEANING[folded]
    return next((meaning for shape, meaning in NUMBERED if shape.fullmatch(folded)), "")


def columns_of(headers: Sequence[str], mapping: Mapping[str, str] | None = None) -> Columns:
    """By the headers' usual meanings; what ``mapping`` (header to meaning) says of a header comes first.

    Beside "Job Title", "Title" is "Dr"; a given or a family name that stands alone is the whole name.
    """
    said = {fold_text(header): meaning for header, meaning in (mapping or {}).items()}
    meant = [said.get(folded) or meaning_of(folded) for folded in map(fold_text, headers)]
    if meant.count("role") > 1:
        meant = [
            "" if fold_text(one) == "title" else meaning for one, meaning in zip(headers, meant, strict=True)
        ]
    if len({"given", "family", "name"} & set(meant)) == 1:
        meant = ["name" if one in ("given", "family") else one for one in meant]
    places: dict[str, tuple[int, ...]] = {}
    for place, meaning in enumerate(meant):
        if meaning:
            places[meaning] = (*places.get(meaning, ()), place)
    return Columns(places)
