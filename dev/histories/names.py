"""Names that belong to nobody: every person and company of the histories is invented."""

_FIRST_F = "Alba Brina Celeste Dalia Elide Fiamma Gioia Iride Livia Mirta Nives Ombretta Perla Rosa"
_FIRST_M = "Aldo Bruno Ciro Dario Ezio Fulvio Gino Ivo Lino Mirko Nino Oreste Pino Remo"
_FIRST_ABROAD_F = "Aminah Blessing Corina Daniela Esi Fatou Gulnaz Hana Iryna Joy Katya Lucia Mona"
_FIRST_ABROAD_M = "Ahmad Bakary Cosmin Demba Emeka Farid Godwin Hamid Ilie Joseph Karim Lamin Musa"
_LAST = (
    "Acerbi Bellaria Campofiore Dallaselva Erbosi Fontanile Granaio Lungolago Montefiori Nuvolari"
    " Ortensi Pratoverde Querciola Rivabella Sassolungo Tramontana Ulivieri Valchiara Zefiri"
)
_LAST_ABROAD = (
    "Abaya Badjan Ceban Diarrah Ekwe Fofanah Gurgenidu Haidaro Ibrahimo Jallowe Kamarah Lopezu"
    " Mohsini Nwabue Okaforo Popovicu Rahmani Sesayo Tourey Usmanov Varela Wasimi Yusifu"
)
_TRADES = (
    "Trattoria Panificio Officina Sartoria Lavanderia Falegnameria Ferramenta Gelateria Libreria"
    " Cartoleria Pulizie Giardini Logistica Magazzini Albergo Mensa Cantieri Impianti Vivaio"
    " Copisteria Pasticceria Carrozzeria Tipografia Erboristeria"
)
_PLACES = (
    "del Ponte Vecchiaia|della Fontana Secca|delle Tre Torri|del Gelso Rosso|della Corte Alta"
    "|del Mulino Fermo|della Roggia|del Cortile Lungo|dei Sette Gradini|della Ringhiera"
    "|del Tram Giallo|della Darsena Chiara|del Portico Basso|della Luna Storta|dei Quattro Cedri"
    "|del Naviglio Nuovo|della Cascina Rossa|del Sottopasso|della Stazione Spenta"
    "|del Glicine|della Torre Corta|del Fienile|dell'Angolo Tondo|del Cancello Verde"
)


def person(number, gender, country):
    """:return: (first name, last name) of the person of this number"""
    abroad = country != "IT"
    table = {
        ("f", False): _FIRST_F,
        ("m", False): _FIRST_M,
        ("f", True): _FIRST_ABROAD_F,
        ("m", True): _FIRST_ABROAD_M,
    }
    first = table[gender, abroad].split()
    last = (_LAST_ABROAD if abroad else _LAST).split()
    return first[number % len(first)], last[number // len(first) % len(last)]


def company(number):
    """:return: the name of the company of this number, no two the same up to 576"""
    trades, places = _TRADES.split(), _PLACES.split("|")
    return f"{trades[number % len(trades)]} {places[number // len(trades) % len(places)]}"
