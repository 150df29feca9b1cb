"""Codes of countries, currencies and languages.

Countries are those of ISO 3166-1 (two letters), currencies of ISO 4217, languages of ISO 639: the two letters of part 1, or
three, which a language tag begins with (BCP 47), and the bibliographic three of part 2, which ONIX has as list 74. Each was held
against ONIX code lists 91, 96 and 74, issue 73 (April 2026).
"""

from __future__ import annotations

_COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

_CURRENCIES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GWP GYD HKD HNL HTG HUF
    IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MGF
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDD SDG SEK SGD SHP SLE SOS SRD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""

_LANGUAGES = """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis
    bm:bam bn:ben bo:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:cze cu:chu cv:chv cy:wel da:dan de:ger
    dv:div dz:dzo ee:ewe el:gre en:eng eo:epo es:spa et:est eu:baq fa:per ff:ful fi:fin fj:fij fo:fao fr:fre fy:fry
    ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm hz:her ia:ina
    id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice it:ita iu:iku ja:jpn jv:jav ka:geo kg:kon ki:kik kj:kua kk:kaz
    kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao
    lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mk:mac ml:mal mn:mon mr:mar ms:may mt:mlt my:bur na:nau nb:nob nd:nde
    ne:nep ng:ndo nl:dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol
    ps:pus pt:por qu:que rm:roh rn:run ro:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slo sl:slv
    sm:smo sn:sna so:som sq:alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk
    tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln
    wo:wol xh:xho yi:yid yo:yor za:zha zh:chi zu:zul
"""

_TERMINOLOGIC = """
    bod:tib ces:cze cym:wel deu:ger ell:gre eus:baq fas:per fra:fre hye:arm isl:ice kat:geo mkd:mac mri:mao msa:may
    mya:bur nld:dut ron:rum slk:slo sqi:alb zho:chi
"""

_OF_THREE_LETTERS = """
    aav ace ach ada ady afa afh ain akk ale alg alq alt ang anp apa arc arn arp art arw ast ath atj aus awa bad bai
    bal ban bas bat bej bem ber bho bih bik bin bla bnt bra brx btk bua bug bum byn cad cai car cau cay ceb cel chb
    chg chk chm chn cho chp chr chy cic ckb cmc cmn cnr cop cpe cpf cpp crg crh crj crk crl crm crp csb csw cus cwd
    dak dar day del den dgr din doi dra dsb dua dum dyu efi egl egy eka elx enm esx ewo fan fat fil fit fiu fkv fon
    frm fro frr frs fuf fur gaa gay gba gem gez gil git gmh gml goh gon gor got grb grc grt gsw guc gwi hai haw hil
    him hit hmn hmx hop hsb hup iba ijo ike ikt ilo inc ine inh ira iro jbo jow jpr jpx jrb kaa kab kac kam kar kaw
    kbd kbp kdr kha khi kho kmb kok kos kpe kqs krc krl kro kru kss kum kut kwk lad lah lam lez lij lkt lmo lol lom
    loz lua lui lun luo lus mad mag mai mak man map mas mdf mdr men mga mic min mis mkh mnc mni mno moe moh mos mul
    mun mus mwf mwl mwr myn myv nah nai nap nds new nia nic niu nog non nqo nrf nsk nso nub nwc nym nyn nyo nzi odt
    ojs oka omq ood osa ota oto paa pag pal pam pap pau pcd peo pes phi phn pms pon poz pra pro prs qar qav qgl qiv
    qlk qls qnf qsp qsw raj rap rar rcf rgn rjs rkt rmg roa rom rup sad sah sai sal sam sas sat scn sco sdc sdn sel
    sem sga sgn shi shn shs sid sio sit sla sma smi smj smn sms snk sog son srm srn sro srr ssa sto suk sus sux swb
    syc syr szl tai tem ter tet thp tig tiv tkl tlh tli tmh tod tog tpi tsd tsi tum tup tut tvl tyv tzm tzo udm uga
    umb und urj vai vec vot wak wal war was wen wls wym xal xuu yao yap ypk yue zap zbl zen zgh zhx znd zun zxx zza
"""

COUNTRIES: frozenset[str] = frozenset(_COUNTRIES.split())
CURRENCIES: frozenset[str] = frozenset(_CURRENCIES.split())
_BIBLIOGRAPHIC: dict[str, str] = dict(pair.split(":") for pair in (*_LANGUAGES.split(), *_TERMINOLOGIC.split()))
_KNOWN: frozenset[str] = frozenset((*_BIBLIOGRAPHIC.values(), *_OF_THREE_LETTERS.split()))


def bibliographic(tag: str) -> str:
    """The language of a BCP 47 tag in the three letters of ISO 639-2/B ("pl-PL" gives "pol", "deu" gives "ger"); "" for one
    that list 74 does not have."""
    primary = tag.partition("-")[0].casefold()
    code = _BIBLIOGRAPHIC.get(primary, primary)
    return code if code in _KNOWN else ""
