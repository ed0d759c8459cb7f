"""A toy encoder is trained, exported and read end to end. Needs torch: run in the training environment."""

import pytest

from nlp.components.encoder import Encoder
from nlp.components.parsing import parse
from nlp.models import register
from training import held_out, labelled
from training.marked import read_marked

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    from training.export_encoder import ship
    from training.train_encoder import Bank, Plan, train

    folder = tmp_path_factory.mktemp("toy")
    sentences, everything = labelled.read_sentences()[::60], labelled.read_narratives()
    narratives = [*everything[::25], *held_out.narratives(everything)[:6]]
    plan = Plan(epochs=1)
    bank = Bank(sentences, narratives, read_marked()[::60])
    ship(train(bank, plan, folder / "checkpoints"), narratives, plan, folder / "models")
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
    from training.train_encoder import Bank, Plan, train

    narratives = labelled.read_narratives()[:2]
    network = train(Bank([], narratives), Plan(epochs=1), toy / "checkpoints")
    assert not network.training


def test_what_sees_personal_data_is_not_trained_again(toy, tmp_path):
    import torch

    from training.train_encoder import Bank, Plan, train

    start = toy / "checkpoints" / "last.pt"
    before = torch.load(start, weights_only=True)["network"]
    bank = Bank(labelled.read_sentences()[::400], labelled.read_narratives()[:6], read_marked()[::400])
    after = train(bank, Plan.further(1, start), tmp_path).state_dict()
    changed = {name for name, weights in after.items() if not torch.equal(weights, before[name])}
    read = ("encoder.bert.encoder.layer.3", "encoder.bert.encoder.layer.4", "encoder.bert.encoder.layer.5", "heads.")
    assert changed
    assert all(name.startswith(read) and not name.startswith("heads.tags") for name in changed)


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
