"""Small words that tell where a phrase begins: what a line of text should not be torn from.

``openers`` (conjunctions, prepositions) begin a phrase: a line may well end before one, and not
after it. ``holders`` (articles, pronouns, auxiliaries, negations) belong to what follows.
``followers`` (postpositions, particles, copulas) belong to what is before them. These are the rules
of the Netflix Timed Text Style Guides, section line treatment, as lists of words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Words of one language in lower case."""

    openers: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()


def small_words(language: str) -> SmallWords | None:
    """Those of an ISO 639 language; None where there is no list."""
    return _LISTS.get(language)


def _lists(openers: str, holders: str = "", followers: str = "") -> SmallWords:
    return SmallWords(*(frozenset(words.split()) for words in (openers, holders, followers)))


_LISTS = {
    "en": _lists(
        "and or but nor so yet because since although though while if unless until when where "
        "which who whom whose that than as of in on at by for with from into onto about over under "
        "after before between through during without within against across toward towards to",
        "a an the my your his her its our their this these those some any no every each i you he "
        "she it we they am is are was were be been have has had do does did will would can could "
        "shall should may might must not never very more most i'm you're we're they're it's don't",
    ),
    "de": _lists(
        "und oder aber sondern denn weil dass ob wenn als wie während obwohl damit bevor nachdem "
        "der die das dessen deren in im an am auf aus bei beim mit nach seit von vom zu zum zur "
        "für durch gegen ohne um über unter vor hinter neben zwischen bis",
        "den dem des ein eine einen einem einer eines kein keine keinen mein dein sein ihr ihre "
        "unser unsere unseren euer dieser diese dieses diesen jeder jede jedes ich du er sie es "
        "wir nicht sehr mehr noch nur ist sind war waren hat haben wird werden kann können",
    ),
    "fr": _lists(
        "et ou mais donc car ni que qui dont où quand lorsque parce puisque si comme de du des à "
        "au aux en dans sur sous avec sans pour par chez vers entre depuis pendant contre après "
        "avant afin",
        "le la les un une mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs ce cet "
        "cette ces chaque je tu il elle on nous vous ils elles se me te ne pas plus très est sont "
        "était a ont ai as avons avez sera peut peuvent",
        "! ? : ; » %",
    ),
    "es": _lists(
        "y e o u pero sino porque que quien cuyo donde cuando mientras si como de del a al en con "
        "sin por para sobre bajo entre hasta desde hacia según contra durante tras",
        "el la los las un una unos unas mi tu su mis tus sus nuestro nuestra nuestros nuestras "
        "este esta estos estas ese esa cada lo le les se me te nos no ni muy más yo él ella es son "
        "era ha han he hemos está están será puede pueden",
    ),
    "it": _lists(
        "e ed o ma perché che chi cui dove quando mentre se come di del dello della dei degli "
        "delle a al allo alla ai agli alle da dal dalla dai dalle in nel nella nei nelle con su "
        "sul sulla sui sulle per tra fra senza",
        "il lo la i gli le un uno una mio tuo suo nostro vostro loro questo questa questi queste "
        "ogni non mi ti si ci vi io tu lui lei noi voi è sono era ha hanno ho abbiamo più molto",
    ),
    "pt": _lists(
        "e ou mas porque que quem onde quando enquanto se como de do da dos das a à ao aos às em "
        "no na nos nas num numa com sem por pelo pela pelos pelas para sobre entre até desde",
        "o os as um uma uns umas meu minha seu sua seus suas nosso nossa este esta esse essa cada "
        "não eu ele ela nós eles é são era está estão foi tem têm há mais muito me lhe",
    ),
    "nl": _lists(
        "en of maar want omdat dat die als dan toen terwijl hoewel van in op aan bij met naar uit "
        "voor door tegen zonder om over onder tussen tot sinds na",
        "de het een mijn jouw zijn haar ons onze hun dit deze elke geen ik jij je hij ze we wij u "
        "is was waren heeft hebben wordt worden kan kunnen niet zeer meer te",
    ),
    "ru": _lists(
        "и а но или что чтобы который которая которое которые где когда если как потому в во на с "
        "со к ко по из от до у о об для без при через между над под за перед",
        "не ни я ты он она мы вы они мой твой наш ваш их его её этот эта это эти очень более",
        "же ли бы",
    ),
    "ar": _lists(
        "أو ثم لكن لأن إذا حيث عندما بينما الذي التي الذين في من إلى على عن مع بين منذ حتى خلال "
        "بعد قبل عند نحو دون",
        "لا لم لن ما أن إن قد سوف هذا هذه ذلك تلك كل هو هي نحن هم أنا أي غير",
    ),
    "he": _lists(
        "או אבל כי אם כאשר כש אשר של על עם אל מן עד בין לפני אחרי בלי תחת מול",
        "את לא זה זו אלה הוא היא אנחנו הם אני כל יותר מאוד אין יש",
    ),
    "hi": _lists(
        "और या लेकिन मगर क्योंकि कि जो जब अगर तो ताकि",
        "न नहीं मत यह वह ये वे हम मैं आप एक हर बहुत",
        "का की के को में से पर ने तक भी ही तो है हैं था थी थे हूँ हो लिए साथ वाला वाली वाले रहा रही रहे "
        "गया गई गए कर।",
    ),
    "ko": _lists(
        "그리고 그러나 하지만 또는 그래서",
        "이 그 저 더 안 못 매우 모든 각 한",
        "수 것 것을 것이 등 때 때문에 있습니다 없습니다 있는 없는 합니다 됩니다 않습니다 있다 없다 "
        "개 명 년 번",
    ),
    "zh": _lists(
        "和 与 或 但 但是 因为 如果 在 从 对 把 被 为",
        "不 没 很 更 最 这 那",
        "的 了 着 过 地 得 吗 呢 吧 们",
    ),
}
