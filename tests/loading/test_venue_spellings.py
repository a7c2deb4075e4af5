import json

import pytest

from prunecat import Catalogue


@pytest.mark.parametrize(
    ("stated", "venue"),
    [
        ("nips", "NeurIPS"),
        ("Advances in Neural Information Processing Systems 32", "NeurIPS"),
        ("Advances in Neural Information Processing Systems 32: Annual Conference, NeurIPS 2019, Vancouver", "NeurIPS"),
        ("Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("2019 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2019, Long Beach, CA, USA", "CVPR"),
        ("Proceedings of the 36th International Conference on Machine Learning", "ICML"),
        ("Proceedings of the Thirty-Second AAAI Conference on Artificial Intelligence", "AAAI"),
        ("Computer Vision – ECCV 2018", "ECCV"),
        ("ICLR 2024 poster", "ICLR"),
        ("In ICLR", "ICLR"),
        ("Pattern Analysis and Machine Intelligence, IEEE Transactions on", "TPAMI"),
        # A workshop is not its conference, a submission no paper of it, and a part of a name no venue.
        ("2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", None),
        ("Sparse Workshop at NeurIPS 2019", None),
        ("Submitted to ICLR 2024", None),
        ("Image Analysis, Pattern Recognition, and Applications", None),
        ("2019", None),
    ],
)
def test_a_long_name_is_known_by_its_parts(
    stated: str, venue: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "c.jsonl"
    path.write_text(json.dumps({"title": "A", "venue": stated}), encoding="utf-8")
    (entry,) = Catalogue.open(path).list()
    assert entry.venue == (venue or stated)
