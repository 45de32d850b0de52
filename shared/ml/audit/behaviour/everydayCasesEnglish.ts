import type { EverydayCases } from './functions';

const lines = (text: string) => text.trim().split('\n');

/**
 * What people write every day: all harmless, all written for this suite, 30 or more of each. Nothing is ever trained on
 * them.
 */
export const ENGLISH_EVERYDAY_CASES: EverydayCases = {
  smallTalk: lines(`
Hey, how was your weekend?
Long time no see!
Not much, just having breakfast.
Lovely weather for a walk.
I could use another coffee.
Are you coming to the party on Friday?
Sorry I missed your call.
Let me know when you get home.
The bus was late again.
Can't wait for the holidays.
Good luck with the interview!
It's been raining since Tuesday.
Say hi to your mum for me.
I'm on my way, ten minutes.
What are we watching tonight?
That sounds like a plan.
Same here, to be honest.
I slept like a baby.
My phone is about to die.
See you around half past six.
Nothing special, and you?
Haha, that made my day.
We should do this more often.
Did you get my message?
Take care and drive safely.
I'll bring the dessert.
The kids are finally asleep.
Wow, already November.
Which one do you like better?
No worries, next time then.
I love this part of the year.
Is anyone else cold in here?
`),
  names: lines(`
Dick Cheney
My name is Gaylord and I live in Ohio.
Mrs. Cockburn teaches chemistry.
Has anybody seen Fanny today?
Randy, your parcel has arrived.
Mr. Butts will be back on Monday.
Nguyen scored in the last minute.
Best wishes from Fatima and Yusuf.
We spent a week in Scunthorpe.
The train to Penistone leaves at nine.
Dr. Weiner sees patients on Thursdays.
Abdul and Kwame run the shop together.
Ivan Petrov wrote the second chapter.
Happy birthday, Oluwaseun!
Professor Dyke retired last year.
The Dickinson family moved out.
Say hello to Mohammed from all of us.
Lake Titicaca lies between Peru and Bolivia.
Our guide in Phuket was called Somchai.
Wang Fang plays the violin.
Jesus Navas came on as a substitute.
They live in Cockermouth, near the river.
Miss Hooker won the spelling bee.
Congratulations, Adolfo and Guadalupe!
Shay and Willy are twins.
I met Sara Goldberg at the conference.
Black, Brown and White are common surnames.
Ask Tyrone, he was there.
Zhang Wei, please come to gate four.
Mount Fuji seen from Hakone
Sergei and Olga have two cats.
Priya sent the photos to Rajesh.
`),
  kindToYou: lines(`
You are the kindest person I know.
You're a genius, thank you!
You did so well today.
I'm proud of you.
You look fantastic in that coat.
You always know what to say.
You are braver than you think.
You have a wonderful voice.
You deserve all the best.
You were right and I was wrong.
You are such good company.
You're funny, never change.
I believe in you.
You made my mother very happy.
You're welcome here any time.
You explain things so clearly.
You are an amazing cook.
You're the reason I kept going.
You have such a big heart.
You two are adorable together.
You are my favourite neighbour.
You saved my day.
You never let anyone down.
You've got this!
You are a great dad.
You're one of a kind.
You grew so much since last year.
You are stronger than this illness.
You're early, how nice!
You play that piece beautifully.
You were sorely missed yesterday.
`),
  marksAlone: lines(`
!!!
!
???
?!
!!!!!!!!!!!!
...
…
😀
😂😂😂
❤️
🎉🎉🎉
👍
🔥🔥
🙏🙏🙏
😡
😭
💀
🤡
🐷
🐍
💩
:)
:-(
;)
^^
<3
¯\\_(ツ)_/¯
*
+1
100
2024
10/10
`),
  technicalSpeech: lines(`
Kill the zombie process before you restart.
The slave database lags behind the master.
My code is a mess, I'll clean it up.
This stupid cache never invalidates.
Abort the transaction and roll back.
The child process died with exit code 9.
Inject the dependency through the constructor.
The server is under attack, block the port.
Dump the core and attach the debugger.
Strip the trailing whitespace.
The parser chokes on empty input.
Garbage collection takes two seconds.
Execute the script as root.
Fork the repository and open a pull request.
The daemon hangs on startup.
Nuke the build folder and try again.
That regex is ugly, but it works.
Penetration tests run every quarter.
Male connector to female adapter, ten pieces.
Terminate the thread after a timeout.
The bug is a race in the queue.
Hash the password with a salt.
Drop the table only in the test database.
Bash is the default shell there.
The dumb terminal has no colours.
A brute force search is too slow here.
Blow away the old certificates.
The orphaned objects leak memory.
Blacklist the address in the firewall.
Mount the disk and check the permissions.
The loop never exits, I hate it.
`),
  gaming: lines(`
I died three times to the last boss.
Shoot the left one first.
We got destroyed in ranked tonight.
Who wants to raid at eight?
Headshot from across the map!
This level is insanely hard.
Nerf the sniper, please.
I suck at platformers, any tips?
The noob guide helped me a lot.
Kill ten wolves and bring the pelts.
My tank got one-shot by the dragon.
Farming gold is so boring.
Bomb planted, defend site B.
Their healer never dies.
That was a sick combo.
How do you beat the witch in the swamp?
We slaughtered the orcs at the gate.
I rage quit after the lag.
The loot in this dungeon is trash.
Carry me, I'm new here.
Stab it in the back for double damage.
Got ganked in the jungle again.
The final fight made me cry.
Enemy down, two left.
Beast mode lasts ten seconds.
Monster Hunter on Saturday?
That spawn point is a death trap.
He stole my kill, well played.
The assassin class is fun.
My guild needs a druid.
`),
  sport: lines(`
They killed us in the second half.
What a shot from outside the box!
The keeper was beaten at the near post.
Knockout in round three.
Our defence was terrible today.
She crushed the world record.
He shot himself in the foot with that foul.
Choked in the final set again.
Hit the ball harder, kid.
The Warriors destroyed the Kings.
That tackle deserved a red card.
A brutal climb on stage twelve.
We lost, but the boys fought hard.
The striker is on fire this season.
Sudden death in overtime!
He bowled a maiden over.
Beat the traffic, come early to the stadium.
The referee was blind on that one.
She attacked on the last hill.
Arsenal smashed it tonight.
The fight is on Saturday in Las Vegas.
Good stroke, but your kick is weak.
Dirty play, no whistle.
They were robbed of a penalty.
Our captain is a beast in the air.
The old champion was hammered 6-0.
Run, don't walk, it's a race.
Boxing is harder than it looks.
Fans cried when the legend retired.
Punch, jab, hook, and breathe.
`),
  cooking: lines(`
Beat the eggs until fluffy.
Whip the cream and fold it in.
Chop the onions and crush the garlic.
Smash the burgers flat on the grill.
Stuff the turkey and truss the legs.
Roast the breast for forty minutes.
Cut the head off the fish.
A rack of ribs with a dirty rice.
The rump steak was a bit tough.
Strip the leaves from the stems.
Tongue and liver need slow cooking.
Spotted dick is a steamed pudding.
Grill the sausage over low heat.
Faggots in gravy are a Welsh dish.
Drain the fat and save the juice.
This curry is killer hot.
Kill the lobster quickly before boiling.
Toss the nuts with salt.
Cock-a-leekie soup for a cold night.
Skin the chicken, leave the bones.
I burnt the rice, what a waste.
Bloody Mary without the vodka, please.
Prick the potatoes with a fork.
Blind bake the crust first.
Grind the pepper, mash the beans.
My sourdough died in the heat.
Cheap cuts make the best stew.
Fill the balls of dough with jam.
The devil's food cake was sinful.
Blanch the beans, then shock them in ice.
Pound the meat thin.
`),
  medical: lines(`
The patient has a retarded growth rate.
Rectal examination showed no bleeding.
Breast cancer screening starts at fifty.
The drug kills the parasite within days.
Abnormal discharge from the penis or vagina
He suffered a blow to the head.
Anal fissures heal with warm baths.
The tumour was removed last week.
Her depression got worse in winter.
Suicide prevention hotlines are open all night.
Stool samples go to the lab.
The infant died of sepsis.
Gastric acid attacks the lining.
Cripple was once a medical word.
My sister is blind in one eye.
Dementia makes her forget our names.
Testicular torsion is an emergency.
The virus attacks nerve cells.
Obesity raises the risk of stroke.
Idiopathic means of unknown cause.
The nurse took blood from my arm.
Bipolar patients need regular sleep.
Sperm count and motility were normal.
Vomiting stopped after the second dose.
He is deaf and reads lips.
The wound stinks and needs cleaning.
Pubic lice are treated with a lotion.
Autism is not an illness.
Erectile dysfunction can have many causes.
Pus was drained from the abscess.
The colon was inspected with a camera.
`),
  otherLanguages: lines(`
Guten Morgen, wie geht es Ihnen heute?
Das Wetter ist heute wirklich schön.
Ich gehe morgen mit meinem Bruder ins Kino.
Merci beaucoup pour votre réponse rapide.
Nous avons passé une bonne soirée ensemble.
Il fait très froid dans cette maison.
Buenos días, ¿dónde está la biblioteca?
Mi hermana trabaja en un hospital grande.
Gracias por ayudarme con los deberes.
La riunione comincia domani alle nove.
Questa torta è davvero buonissima.
Abbiamo bisogno di un altro tavolo.
Obrigado pela sua ajuda com o jardim.
O ônibus chegou atrasado outra vez.
Dziękuję za pomoc przy przeprowadzce.
Jutro idziemy z dziećmi do muzeum.
Bedankt voor de leuke avond gisteren.
De trein naar Utrecht heeft vertraging.
Bugün hava çok güzel, parka gidelim.
Kardeşim üniversitede matematik okuyor.
Tack för att du hjälpte mig igår.
Vi ska åka till stugan på lördag.
Děkuji vám za krásný dárek.
Сегодня прекрасная погода для прогулки.
Дякую, що допомогли мені вчора.
Днес времето е много хубаво.
今天的天气非常好。
明日は友達と映画を見ます。
오늘 저녁에 무엇을 먹을까요?
شكرا جزيلا على المساعدة
תודה רבה על העזרה
Σας ευχαριστώ πολύ για τη βοήθεια.
`),
};
