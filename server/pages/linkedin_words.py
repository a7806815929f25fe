"""LinkedIn's own names for the parts of a profile, and their headings in the languages of its interface."""

from __future__ import annotations

import re

SECTION_KEYS: dict[str, re.Pattern[str]] = {
    "about": re.compile(r"(?:^about|^summary|card\.ref\S*?About)$"),
    "experience": re.compile(r"^experience$|card\.ref\S*Experience\w*$|^\S+ExperienceTopLevelSection"),
    "education": re.compile(r"^education$|^educationsDetails$|card\.ref\S*Education\w*$"),
    "skills": re.compile(r"^skills$|card\.ref\S*Skills\w*$"),
    "services": re.compile(r"^services$|card\.ref\S*Services\w*$"),
    "featured": re.compile(r"^featured$|card\.ref\S*Featured\w*$"),
}
"""Region names as they stand in the page: componentkey, data-section or id. They are never translated."""


def _headings(*words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(words)})$", re.IGNORECASE)


SECTION_HEADINGS: dict[str, re.Pattern[str]] = {
    "about": _headings(
        "about", "info", "infos", "acerca de", "sobre", "informazioni", "over", "om", "o mnie", "hakkında",
        "общие сведения", "自己紹介", "关于", "個人簡介", "소개", "نبذة عني", "об участнике", "à propos",
    ),
    "experience": _headings(
        "experience", "berufserfahrung", "expérience", "experiencia", "experiência", "esperienza", "ervaring",
        "erfaring", "erfarenhet", "doświadczenie", "deneyim", "опыт работы", "職歴", "工作经历", "工作經歷", "경력",
        "الخبرة",
    ),
    "education": _headings(
        "education", "ausbildung", "formation", "educación", "formação acadêmica", "formazione", "opleiding",
        "uddannelse", "utbildning", "utdanning", "wykształcenie", "eğitim", "образование", "学歴", "教育经历", "학력",
        "التعليم",
    ),
    "skills": _headings(
        "skills", "kenntnisse", "compétences", "aptitudes", "conocimientos y aptitudes", "competências",
        "competenze", "vaardigheden", "kompetencer", "kompetenser", "umiejętności", "yetenekler", "навыки", "スキル",
        "技能", "보유기술", "المهارات",
    ),
    "services": _headings(
        "services", "dienstleistungen", "servicios", "serviços", "servizi", "diensten", "サービス", "服务", "الخدمات",
    ),
    "featured": _headings("featured", "im fokus", "sélection", "destacado", "em destaque", "in primo piano", "注目"),
}  # fmt: skip
"""For pages that name no regions."""

CONTACT = frozenset({
    "contact info", "kontaktinfo", "coordonnées", "información de contacto", "informações de contato",
    "informazioni di contatto", "contactgegevens", "連絡先情報", "联系方式", "معلومات الاتصال", "контактная информация",
})  # fmt: skip

OFFERING = re.compile(
    r"provid\w+ services|services? (?:anbieten|angeboten)|bietet|dienstleist|propose des services|ofrece|oferece"
    r"|fornisce|サービスを提供|提供服务",
    re.IGNORECASE,
)

SEEKING = re.compile(
    r"^(?:#?open ?to ?work|(?:is )?open to (?:work|new opportunities)|#hiring|hiring|.{0,40}\bis hiring"
    r"|offen für .{3,40}|.{0,40}\bstellt ein|ouverte? aux opportunités|à l[’']écoute d.{3,30}|.{0,40}\brecrute"
    r"|en búsqueda (?:activa|de empleo)|abiert[oa] a .{3,40}|.{0,40}\bestá contratando|em busca de .{3,40}"
    r"|disponibile a .{3,30}|.{0,40}\bsta assumendo|(?:staat )?open voor .{3,30}|otwart[ya] na .{3,40}"
    r"|.{0,40}\bzatrudnia|işe alım yapıyor|求職中|採用(?:活動)?中|求职中|开放求职|正在招聘"
    r"|متاح للعمل|منفتح على العمل)[\s:]*$",
    re.IGNORECASE,
)
"""LinkedIn's own titles over what somebody looks for, where the page does not mark the card itself."""

MUTUAL = re.compile(
    r"mutual connection|gemeinsame[rn]? kontakt|relations? en commun|contactos? en común|conex(?:ão|ões) em comum"
    r"|collegament[io] in comune|gemeenschappelijke connectie|wspóln\w+ kontakt"
    r"|共通のつながり|共同好友|共同联系人|زملاء مشتركين",
    re.IGNORECASE,
)

EMPLOYMENT = frozenset({
    "full-time", "part-time", "self-employed", "freelance", "contract", "internship", "apprenticeship", "seasonal",
    "vollzeit", "teilzeit", "selbstständig", "freiberuflich", "praktikum", "temps plein", "temps partiel", "cdi",
    "indépendant", "jornada completa", "media jornada", "autónomo", "tempo integral", "autônomo", "a tempo pieno",
    "voltijd", "正社員", "契約社員", "全职", "دوام كامل", "experience", "berufserfahrung",
})  # fmt: skip
"""Kinds of employment, which can stand where an organisation would."""

LIST_WORDS = "and|und|et|y|e|i|en|og|och|ve|и|و"
