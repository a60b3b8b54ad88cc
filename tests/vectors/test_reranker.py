from pathlib import Path

import pytest

from workbench.errors import EncoderError
from workbench.vectors.reranker import Reranker

WORDS = ["the", "rebels", "army", "took", "left", "town", "bridge", "five", "killed", "##s"]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CrossEncoder of two thousand numbers, saved as any other."""
    import torch  # noqa: PLC0415
    from transformers import BertConfig, BertForSequenceClassification  # noqa: PLC0415
    from transformers.models.bert import BertTokenizerFast  # type: ignore[attr-defined]  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("reranker")
    (folder / "vocab.txt").write_text("\n".join(SPECIAL + WORDS))
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(SPECIAL + WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_each_passage_gets_a_number_and_the_same_one_again(tiny: Path) -> None:
    passages = ["the army took the town", "the rebels left", "five killed"]

    first = Reranker(str(tiny)).scores("the rebels took the bridge", passages)
    again = Reranker(str(tiny)).scores("the rebels took the bridge", passages[::-1])

    assert len(set(first)) == 3
    assert again[::-1] == pytest.approx(first, abs=1e-5)


def test_the_best_comes_first(tiny: Path) -> None:
    reranker = Reranker(str(tiny))
    passages = ["the army took the town", "the rebels left", "five killed", "the bridge"]
    scores = reranker.scores("five killed", passages)

    order = reranker.reorder("five killed", passages)

    assert [scores[place] for place in order] == sorted(scores, reverse=True)
    assert reranker.reorder("five killed", []) == []


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="holds no sentence-transformers model"):
        Reranker(str(tmp_path)).scores("a claim", ["a passage"])


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not numbers")
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')

    with pytest.raises(EncoderError, match="cannot be loaded"):
        Reranker(str(tmp_path)).scores("a claim", ["a passage"])
