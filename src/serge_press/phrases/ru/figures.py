"""What figures say, in Russian."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "part.figures": "Жизнь в рисунках",
    "figure.number": "Рисунок {n}.",
    "figure.number-short": "№",
    "figure.year": "Год",
    "figure.years": "Годы",
    "figure.date": "Дата",
    "figure.kind": "О чём",
    "figure.what": "Что",
    "figure.title": "Заглавие",
    "figure.place": "Место",
    "figure.language": "Язык",
    "figure.position": "Координаты",
    "figure.life": "жизнь",
    "figure.work": "произведение",
    "figure.yes": "да",
    "figure.no": "нет",
    "figure.timeline.caption": (
        "Жизнь и крупные произведения. Точка – дата, известная с точностью до месяца; полоса длиной"
        " во время, которое дата может означать."
    ),
    "figure.timeline.alt": ("Ось лет от {first} до {last}; слева события жизни ({n}), справа произведения ({works})"),
    "figure.works.caption": (
        "Произведения по годам, всего {n}. Сплошное: датированы с точностью до года. Штриховка: "
        "доли произведений, которые могут относиться к нескольким годам. Не показано из-за "
        "отсутствия даты: {undated}; как вышедшие позже: {later}. Произведения с сомнительной или "
        "отвергнутой атрибуцией не учтены."
    ),
    "figure.works.alt": "Столбцы за годы от {first} до {last}; самый высокий – {top}",
    "figure.works.sure": "Датированы в пределах года",
    "figure.works.spread": "Доли хуже датированных произведений",
    "figure.names.caption": (
        "Имена, которыми подписано; черта – произведение с такой подписью. Полоса – время, когда "
        "псевдоним, по сообщениям, употреблялся; она заштрихована, если его дают только списки."
    ),
    "figure.names.alt": "Строки для имён ({n}) за годы от {first} до {last}",
    "figure.names.name": "Имя",
    "figure.names.used": "Употреблялось",
    "figure.names.works": "Произведения",
    "figure.names.sure": "Засвидетельствовано подписанным текстом",
    "figure.periodicals.caption": (
        "Где произведения напечатаны впервые, по годам. Полная точка: редакторы видели все произведения; "
        "кольцо с точкой: некоторые; кольцо: ни одного. Число произведений, не показанных из-за "
        "неизвестного года или как более поздние: {undated}; изданий, не показанных из-за недостатка "
        "места: {left}."
    ),
    "figure.periodicals.alt": (
        "Строки для периодических изданий и сборников ({n}) за годы от {first} до {last}; точка – первая публикация"
    ),
    "figure.periodicals.name": "Издание или сборник",
    "figure.periodicals.seen": "Видели",
    "figure.periodicals.unseen": "Не видели",
    "figure.periodicals.unsaid": "Не указано",
    "figure.translations.caption": (
        "Переводы: {title}, по языкам и годам первого известного издания. Кольцо: год не вполне "
        "известен; прерывистая линия: год неизвестен."
    ),
    "figure.translations.alt": "Дерево языков ({n}), на которые переведено {title}, по годам",
    "figure.claims.caption": (
        "{case}: кто, что и когда сказал. Прерывистая линия – время, которое дата может означать."
    ),
    "figure.claims.alt": ("Высказывания ({n}) в порядке дат, от {first} до {last}, каждое со знаком позиции"),
    "figure.claims.who": "Кто",
    "figure.claims.stance": "Позиция",
    "figure.stance.asserts": "утверждает",
    "figure.stance.supports": "поддерживает",
    "figure.stance.reports": "сообщает",
    "figure.stance.doubts": "сомневается",
    "figure.stance.rejects": "отвергает",
    "figure.stance.silent": "молчит",
    "figure.map.caption": (
        "Места жизни, пронумерованные в порядке прибытия. Прерывистые линии соединяют их кратчайшим путём, "
        "который не есть путь поездки. Береговые линии: Natural Earth."
    ),
    "figure.map.alt": "Карта мест ({n}), соединённых маршрутом; начало: {first}, конец: {last}",
}
