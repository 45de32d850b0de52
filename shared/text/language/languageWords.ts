/*
 * Common short words that tell English from other languages in Latin letters. No word stands in two lists unless two
 * of the other languages share it, and none that English texts use stands anywhere ("die", "com", the
 * "ve" of "I've").
 */

export const ENGLISH_WORDS =
  'the and you of to is are that this it was for with not have has had be been your my what but they we he she his her ' +
  'their our if just can could would will should there from like an by or who how why when where which out up get got all ' +
  'any don know think some than then them him its about because into only also please people shut stop yes never';

/** One list per language or group, so that a text is measured against each and not against their sum. */
export const OTHER_LATIN_WORDS: readonly string[] = [
  // German
  'der und ich nicht das ist ein eine mit zu auf sie du wir auch dass sich von dem wie aber bist noch nur wenn',
  // French
  'le la les et est des une un que pas vous je dans qui sur ce il tu nous avec mais sont moi toi cette',
  // Spanish
  'el la los que de es un una por con para las del muy pero como eres esta mas tu mi ser hay lo le esto todos',
  // Italian
  'il che di per una sono con gli della ma sei anche questo come ti mi lo la le un hai perche tutti cosi',
  // Portuguese
  'que de um uma para os da em mas por voce isso eu ele ela se nao muito mais dos das esse essa como foi',
  // Dutch
  'de het een ik niet dat en op je zijn voor maar ook als dit wat bij hij naar deze jij',
  // Polish, Czech
  'nie jest na sie co jak czy tak ze tego ty mnie masz bez dla jsem jsi neni je si jako kdyz tady',
  // Turkish
  'bir bu da ne icin cok ama sen gibi daha kadar olan var yok degil mi senin',
  // Indonesian, Malay
  'yang di ini itu tidak aku untuk dengan ada kamu saya kau bukan akan juga sudah',
  // Swedish, Norwegian, Danish
  'och att det som inte jag en ett er ikke og jeg du av ar har med han vi de',
  // Romanian
  'si nu este un mai pentru din cu sunt ce asta esti sa va la tu eu',
];
