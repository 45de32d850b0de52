/*
 * Abbreviations by what their full stop means, without it and in lower case, English and Russian. Inner full stops
 * stay ("e.g"); spaced pairs ("и т. д.") are met letter by letter.
 */

/** After these the sentence goes on, whatever follows. */
export const NEVER_LAST: ReadonlySet<string> = new Set(
  (
    'dr mr mrs ms prof st gen sen rep gov capt lt col sgt cpl maj rev hon pres supt messrs mt ft vs e.g eg i.e ie cf viz ' +
    'fig figs vol vols ed eds pp ca approx dept est ' +
    'т.е т.к т.н т.о т.ч и.о стр рис табл гл илл им ул просп пер бул пл обл проф акад доц инж гр св тов ' +
    'ср см напр г-н г-жа тел буд кв корп'
  ).split(' '),
);

/** After these the sentence ends if a capital follows. */
export const MAY_BE_LAST: ReadonlySet<string> = new Set(
  (
    'etc al inc ltd co corp jr sr bros no a.m p.m am pm u.s u.k u.n e.u u.s.a b.c a.d ph.d m.d jan feb mar apr jun jul aug ' +
    'sep sept oct nov dec ave blvd rd ' +
    'т.д т.п др пр руб коп тыс млн млрд трлн гг вв мин сек час шт экз чел н.э с.ш ю.ш янв февр апр авг сент окт нояб дек'
  ).split(' '),
);
