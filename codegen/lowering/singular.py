"""Law 5 of `NAMING.md`: the singular of a property's words, where they surely are a plural.

English only, by a frozen table and six endings; a word not surely plural is not a plural.
"""

from collections.abc import Sequence


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREPOSITIONS = _set(
    """
    of by with without for in to from per on at
    """
)

_IRREGULAR = {
    "analyses": "analysis",
    "apis": "api",
    "axes": "axis",
    "buses": "bus",
    "bonuses": "bonus",
    "caches": "cache",
    "calves": "calf",
    "campuses": "campus",
    "canvases": "canvas",
    "children": "child",
    "aliases": "alias",
    "biases": "bias",
    "bureaus": "bureau",
    "cookies": "cookie",
    "cpus": "cpu",
    "crises": "crisis",
    "criteria": "criterion",
    "diagnoses": "diagnosis",
    "echoes": "echo",
    "emojis": "emoji",
    "feet": "foot",
    "geese": "goose",
    "gpus": "gpu",
    "halves": "half",
    "headaches": "headache",
    "heroes": "hero",
    "hypotheses": "hypothesis",
    "ids": "id",
    "indices": "index",
    "ips": "ip",
    "knives": "knife",
    "kpis": "kpi",
    "leaves": "leaf",
    "lenses": "lens",
    "lies": "lie",
    "lives": "life",
    "loaves": "loaf",
    "matrices": "matrix",
    "men": "man",
    "menus": "menu",
    "mice": "mouse",
    "movies": "movie",
    "niches": "niche",
    "parentheses": "parenthesis",
    "people": "person",
    "phenomena": "phenomenon",
    "pies": "pie",
    "potatoes": "potato",
    "quizzes": "quiz",
    "schemata": "schema",
    "selfies": "selfie",
    "shelves": "shelf",
    "skus": "sku",
    "statuses": "status",
    "synopses": "synopsis",
    "taxis": "taxi",
    "teeth": "tooth",
    "theses": "thesis",
    "thieves": "thief",
    "ties": "tie",
    "tomatoes": "tomato",
    "uris": "uri",
    "vertices": "vertex",
    "viruses": "virus",
    "vetoes": "veto",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
    "zombies": "zombie",
}

_UNCOUNTABLE = _set(
    """
    alias always analytics atlas aws bias canvas chaos content cors css data dns economics electronics equipment
    ethics feedback gas genetics gps graphics hardware html http https information ios json kubernetes lens
    logistics macos mathematics mechanics media metadata news os physics politics pos redis rss sas series sms
    software species status tls windows xml yes
    """
)

_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_NO_PLURAL = ("ss", "us", "is")
_SHORTEST = 4


def singular(phrase: Sequence[str]) -> tuple[str, ...] | None:
    """Return the words of a phrase with its head in the singular, or None if the head is not surely a plural."""
    head = next((at for at, word in enumerate(phrase) if at and word.lower() in _PREPOSITIONS), len(phrase)) - 1
    word = _singular_word(phrase[head])
    return None if word is None else (*phrase[:head], word, *phrase[head + 1 :])


def _singular_word(word: str) -> str | None:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if len(word) < _SHORTEST or lower in _UNCOUNTABLE or lower.endswith(_NO_PLURAL):
        return None
    for ending, instead in _ENDINGS:
        if lower.endswith(ending):
            return word[: -len(ending)] + instead
    return None
