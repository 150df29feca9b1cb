"""What a book says of its accessibility, in Polish."""

from __future__ import annotations

ACCESSIBILITY: dict[str, str] = {
    "imprint.access": "Jeśli coś przeszkadza w lekturze tej książki, proszę napisać: {address}",
    "access.title": "Dostępność",
    "access.has": "Co daje ta książka elektroniczna",
    "access.text": "Cały tekst jest prawdziwym tekstem w jednej kolejności czytania: można go powiększyć, zmienić jego "
    "krój i kolory, odczytać na głos lub w brajlu.",
    "access.text-fixed": "Cały tekst jest prawdziwym tekstem, który można odczytać na głos lub w brajlu; nie "
    "cały jego wygląd "
    "da się zmienić.",
    "access.headings": "Spis treści, nagłówki i punkty orientacyjne prowadzą do każdej części.",
    "access.contents": "Spis treści prowadzi do każdej części.",
    "access.notes": "Każdy przypis prowadzi z powrotem do swojego miejsca w tekście.",
    "access.pages": "Strony wydania drukowanego są oznaczone i wyliczone: {source}.",
    "access.index": "Indeks prowadzi do tekstu.",
    "access.pictures": "Ilustracje: {n}. Każda jest opisana słowami.",
    "access.pictures-long": "Ilustracje: {n}. Każda jest opisana słowami, a obok szerzej.",
    "access.pictures-untold": "Ilustracje: {n}. Bez opisu: {without}.",
    "access.tables": "Tabele: {n}. Każda nazywa swoje kolumny lub wiersze.",
    "access.tables-untold": "Tabele: {n}. Bez nazw kolumn i wierszy: {without}.",
    "access.formulas": "Wzory są zapisane w MathML.",
    "access.languages": "Język każdego fragmentu jest oznaczony: {languages}.",
    "access.quiet": "Nic w niej nie miga, nie porusza się i nie wydaje dźwięku.",
    "access.open": "Nie ma zabezpieczeń przed kopiowaniem i nie uruchamia skryptów.",
    "access.limits": "Co może sprawić trudność",
    "access.scripts": "Są słowa w innych pismach ({scripts}); głos, który nie zna ich języka, może je źle odczytać lub "
    "pominąć.",
    "access.short": "Ilustracje mają tylko krótkie opisy.",
    "access.wide": "Tabele mogą być szersze niż mały ekran.",
    "access.moving": "Coś się w niej porusza; nie zbadano, czy może migać.",
    "access.tested": "Skąd to wiemy",
    "access.computed": "Wszystko to odczytał program z plików tej książki elektronicznej.",
    "access.no-person": "Żadna osoba nie oceniła jej z czytnikiem ekranu ani monitorem brajlowskim; nie deklaruje się "
    "zgodności z żadną normą.",
    "access.certified": "Ocena: {name}. Książka jest zgodna z {standard}",
    "access.certified-on": "Data oceny: {date}",
    "access.report": "Raport: {address}",
    "access.contact": "Jeśli coś przeszkadza w lekturze, proszę napisać: {address}.",
    "access.exempt.microenterprise": "Wydawca oświadcza, że jako mikroprzedsiębiorstwo jest zwolniony z "
    "europejskiego aktu o dostępności.",
    "access.exempt.disproportionate-burden": "Wydawca powołuje się na zwolnienie z europejskiego aktu o "
    "dostępności: nieproporcjonalne obciążenie.",
    "access.exempt.fundamental-alteration": "Wydawca powołuje się na zwolnienie z europejskiego aktu o dostępności: "
    "zasadnicza zmiana.",
    "script.latin": "łacińskie",
    "script.cyrillic": "cyrylica",
    "script.greek": "greckie",
    "script.hebrew": "hebrajskie",
    "script.arabic": "arabskie",
    "script.cjk": "chińskie",
    "script.hiragana": "japońskie",
    "script.katakana": "japońskie",
    "script.hangul": "koreańskie",
    "script.armenian": "ormiańskie",
    "script.georgian": "gruzińskie",
}
