from locvid.phonetics.reading import reading


def test_kanji_become_kana_as_pronounced() -> None:
    assert reading("東京は、大きい。", "ja") == "トーキョーワ、オーキイ。"


def test_hanzi_become_pinyin_in_context() -> None:
    assert reading("银行，旅行", "zh") == "yin2 hang2 ， lv3 xing2"


def test_other_languages_are_left_alone() -> None:
    assert reading("Ça va ?", "fr") == "Ça va ?"
