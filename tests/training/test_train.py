"""A toy encoder is trained, exported and read end to end. Needs torch: run in the training environment."""

import pytest

from nlp.components.encoder import Encoder
from nlp.components.parsing import parse
from nlp.models import register
from training import held_out, labelled

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    from training.export_encoder import ship
    from training.train_encoder import Plan, train

    folder = tmp_path_factory.mktemp("toy")
    sentences, everything = labelled.read_sentences()[::60], labelled.read_narratives()
    narratives = [*everything[::25], *held_out.narratives(everything)[:6]]
    plan = Plan(epochs=1)
    ship(train(sentences, narratives, plan, folder / "checkpoints"), narratives, plan, folder / "models")
    return folder


def test_the_toy_encoder_reads_a_text(toy):
    encoder = Encoder.load(toy / "models")
    doc = parse("Mum said no.\nDad agreed to help. " * 60)
    tagged = encoder.tag(doc)
    sensed = encoder.sense(doc, tagged.laid, tagged.pii)
    assert sensed.status.shape == (15, 3)
    assert sensed.findings.shape[0] == len(sensed.spans)
    assert abs(float(sensed.status.sum()) - 15) < 1e-3


def test_eight_bits_stay_near_the_exact_network(toy):
    import json

    meta = json.loads((toy / "models" / "encoder" / "meta.json").read_text("utf-8"))
    assert meta["parity"]["section statuses the same"] > 0.8


def test_training_goes_on_from_a_checkpoint(toy):
    from training.train_encoder import Plan, train

    narratives = labelled.read_narratives()[:2]
    network = train([], narratives, Plan(epochs=1), toy / "checkpoints")
    assert not network.training


def test_an_altered_model_is_refused(toy):
    from nlp.errors import ModelError

    root = toy / "models"
    path = root / "encoder" / "heads.npz"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match="is not the file"):
        Encoder.load(root)
    register(root, "encoder/heads.npz")


def test_held_out_narratives_are_about_one_in_twelve():
    narratives = labelled.read_narratives()
    share = len(held_out.narratives(narratives)) / len(narratives)
    assert 0.04 < share < 0.14
