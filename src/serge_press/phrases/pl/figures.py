"""What figures say, in Polish."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "part.figures": "Życie na rysunkach",
    "figure.number": "Rysunek {n}.",
    "figure.number-short": "Nr",
    "figure.year": "Rok",
    "figure.years": "Lata",
    "figure.date": "Data",
    "figure.kind": "Rodzaj",
    "figure.what": "Co",
    "figure.title": "Tytuł",
    "figure.place": "Miejsce",
    "figure.language": "Język",
    "figure.position": "Położenie",
    "figure.life": "życie",
    "figure.work": "utwór",
    "figure.yes": "tak",
    "figure.no": "nie",
    "figure.timeline.caption": (
        "Życie i większe utwory. Punkt to data znana co do miesiąca; pasek ma długość czasu, który data może oznaczać."
    ),
    "figure.timeline.alt": (
        "Oś lat od {first} do {last}; po lewej wydarzenia z życia ({n}), po prawej utwory ({works})"
    ),
    "figure.works.caption": (
        "Utwory według lat, razem {n}. Pełne: datowane co do roku. Kreskowane: części utworów, "
        "które mogą należeć do kilku lat. Nie pokazano z braku daty: {undated}; jako wydanych "
        "później: {later}. Utworów o wątpliwym lub odrzuconym autorstwie nie policzono."
    ),
    "figure.works.alt": "Słupki dla lat od {first} do {last}; najwyższy to rok {top}",
    "figure.works.sure": "Datowane co do roku",
    "figure.works.spread": "Części utworów gorzej datowanych",
    "figure.names.caption": (
        "Podpisywane nazwiska; kreska to utwór tak podpisany. Pasek to czas, w którym pseudonimu "
        "miano używać; jest kreskowany, gdy podają go tylko spisy."
    ),
    "figure.names.alt": "Wiersze dla nazwisk ({n}) w latach od {first} do {last}",
    "figure.names.name": "Nazwisko",
    "figure.names.used": "Używane",
    "figure.names.works": "Utwory",
    "figure.names.sure": "Poświadczone podpisanym tekstem",
    "figure.periodicals.caption": (
        "Gdzie utwory ukazały się po raz pierwszy, według lat. Punkt: redakcja widziała wszystkie utwory; "
        "kółko z punktem: niektóre; kółko: żadnego. Liczba utworów niepokazanych z braku pewnego roku lub "
        "jako późniejsze: {undated}; czasopism niepokazanych z braku miejsca: {left}."
    ),
    "figure.periodicals.alt": (
        "Wiersze dla czasopism i zbiorów ({n}) w latach od {first} do {last}; punkt oznacza pierwodruk"
    ),
    "figure.periodicals.name": "Czasopismo lub zbiór",
    "figure.periodicals.seen": "Widziane",
    "figure.periodicals.unseen": "Niewidziane",
    "figure.periodicals.unsaid": "Nie podano",
    "figure.translations.caption": (
        "Przekłady: {title}, według języka i roku pierwszego znanego wydania. Kółko: rok niepewny; "
        "linia przerywana: roku nie znamy."
    ),
    "figure.translations.alt": "Drzewo języków ({n}), na które przełożono {title}, na osi lat",
    "figure.claims.caption": (
        "{case}: kto, co i kiedy powiedział. Linia przerywana to czas, który data może oznaczać."
    ),
    "figure.claims.alt": ("Wypowiedzi ({n}) w kolejności dat, od {first} do {last}, każda ze znakiem stanowiska"),
    "figure.claims.who": "Kto",
    "figure.claims.stance": "Stanowisko",
    "figure.stance.asserts": "twierdzi",
    "figure.stance.supports": "popiera",
    "figure.stance.reports": "podaje",
    "figure.stance.doubts": "wątpi",
    "figure.stance.rejects": "odrzuca",
    "figure.stance.silent": "milczy",
    "figure.map.caption": (
        "Miejsca życia, ponumerowane w kolejności przybycia. Linie przerywane łączą je najkrótszą "
        "drogą, która nie jest drogą podróży. Linie brzegowe: Natural Earth."
    ),
    "figure.map.alt": "Mapa miejsc ({n}) połączonych trasą, od: {first}, do: {last}",
}
