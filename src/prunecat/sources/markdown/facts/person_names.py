"""Authors' names, told from titles by their form."""

import re
from functools import lru_cache

_ET_AL = re.compile(r"[,;]?\s*\(?\b(?:et\.?\s?al\b\.?|and others|等)\)?\s*\.?", re.IGNORECASE)
_MARKS = re.compile(r"[\d*†‡§¶∗⋆♠♣♢✉📧^]+|\(\d+\)")
_PARTICLES = frozenset(
    "de del della di da van von der den ter la le el al bin ibn dos du san zu las los ten ter vom af dan".split()
)
_WORD = re.compile(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_](?:[^\W\d_]|['’`‐-](?=[^\W\d_]))+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,2}\.?|[A-Z]{1,2}")
# Words that titles have and people's names have not.
_TITLE_WORDS = frozenset(
    """a an the for with without via from toward towards using by on in to is are not how why what when beyond all need
    and only look once or as at it its accelerated acceleration accelerating accurate accuracy activation adaptation
    adaptive adversarial agent agents aggregation algorithm algorithms alignment analysis application applications
    approach approximate approximation architecture architectures attack attention augmentation augmented automated
    automatic autonomous aware balanced based baseline batch bayesian benchmark benchmarks binary block bounds brain
    building cache channel channels classification classifier clustering code comparison compact compressed
    compressing compression computation computational computer computing conditional connectivity connections
    context contrastive control convolution convolutional data dataset datasets decoding decomposition deep deeper
    defense deformable dense depth design detection differentiable diffusion dimension discovery distillation
    distilling distributed domain dynamic dynamics early edge effective efficiency efficient embedding embeddings
    end energy ensemble entropy error estimation evaluation evolution evolutionary exploration exploring expert
    experts extraction factorization fast faster feature features federated few filter filters fine-tuning finding
    finetuning first flow foundation framework free fusion gan gans gate gaussian general generalization generalized
    generation generative gpu gradient gradients graph graphs greedy group guided hardware hierarchical high human
    hybrid hypothesis image images implicit improved improving inference information initialization instance
    intelligence interpretable joint kernel knowledge language large latent layer layers learned learning level
    light lightweight linear local loss lottery low machine magnitude masked matching matrix mechanism memory meta
    method methods minimal mixed mobile model modeling models modular momentum multi network networks neural neuron
    neurons nlp noise normalization novel object online optimal optimization parallel parameter parameters
    parametric perception performance plug-and-play point policy post-training practical pre-trained precision
    prediction principles prior probabilistic processing progressive projection prompt pruned pruning quality
    quantization quantized random rank ranking recognition reconstruction recurrent reduction redundancy regression
    regularization reinforcement rendering representation representations residual resource rethinking retrieval
    revisiting robust robustness sampling scalable scale scaling scene score search segmentation selection
    self-attention self-supervised semantic sensitivity sequence shot shrinkage simple single size skip small smart
    soft space sparse sparsification sparsity spatial spectral speech speed stochastic strategy structural structure
    structured student study super-resolution supervised supervision survey symbolic synthesis system systems task
    tasks teacher technical report technique techniques temporal tensor text theory through ticket tickets time
    token tokens tools tracking train trained training trajectory transfer transformer transformers tree
    understanding unified universal unstructured unsupervised update vector video view vision visual visualization
    weight weights wide world zero zero-shot google deepmind microsoft facebook nvidia openai university institute
    research lab labs inc paper project page website review overview introduction oral spotlight poster keywords
    abstract note tutorial slides blog demo conference journal workshop international proceedings transactions
    chinese english""".split()
)


def is_title_word(word: str) -> bool:
    """Whether a word is one that titles have and neither names of people nor of venues."""
    return word.lower() in _TITLE_WORDS


def is_name(text: str) -> bool:
    """Whether a text has the form of one person's name: two to five words, capitals, no word of titles."""
    words = re.sub(r"\.(?=[^\W\d_]{2})", ". ", _MARKS.sub(" ", text)).split()
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    full = [word for word in words if word.lower() not in _PARTICLES]
    if not full or any(word.strip(".").lower() in _TITLE_WORDS for word in full if not _INITIALS.fullmatch(word)):
        return False
    if not all(_WORD.fullmatch(word) or _INITIALS.fullmatch(word) for word in full):
        return False
    capitals = sum(word[0].isupper() or not word[0].islower() for word in full)
    return (
        capitals == len(full)
        and any(len(word.strip(".")) > 1 for word in full)
        and not all(w.isupper() and len(w) > 3 for w in full)
    )


@lru_cache(maxsize=2048)
def read_person_names(text: str) -> tuple[str, ...]:
    """The names in a text that lists people and nothing else; empty for any other text.

    `Jie Hu, Li Shen & Gang Sun`, `S. Han et al.`, `Bengio, Yoshua and Lodi, Andrea` list people. One name alone
    does only with `et al.`; a caller that knows better asks `is_name`.
    """
    text = " ".join(text.split()).strip(" .,;:|()[]-–—")
    bare, others = _ET_AL.subn(" ", text)
    if not bare.strip(" ,;") or len(bare) > 4000 or re.search(r"\d\d\d", bare):
        return ()
    joined = [part.strip(" ,;.") for part in re.split(r"\s(?:and|&)\s", bare) if part.strip(" ,;.")]
    if len(joined) > 1 and all(is_turned_name(part) for part in joined):
        return tuple(joined)
    parts = [_tidy(part) for part in re.split(r"\s*(?:[,;，、]|\s(?:and|&)\s|\band\b(?=\s+[A-Z]))\s*", bare)]
    parts = [part for part in parts if part]
    if others and len(parts) == 2 and is_turned_name(f"{parts[0]}, {parts[1]}"):
        return (f"{parts[0]}, {parts[1]}",)
    if others and len(parts) == 1:
        return tuple(parts) if is_name(parts[0]) or _surname(parts[0]) else ()
    if len(parts) > 2 and not is_name(parts[0]) and is_turned_name(f"{parts[0]}, {parts[1]}") and is_name(parts[2]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    good = sum(is_name(part) or is_turned_name(part) for part in parts)
    if len(parts) == 2 and re.search(r"\s(?:and|&)\s", bare) and all(is_name(part) or _surname(part) for part in parts):
        return tuple(parts)
    if good < 2 and not (others and good and len(parts) < 3):
        return ()
    return tuple(parts) if good >= 0.7 * len(parts) else ()


def is_turned_name(text: str) -> bool:
    """Whether a text is a name with the surname first: `Bengio, Yoshua`."""
    last, _, first = text.partition(",")
    short = len([word for word in last.split() if word.lower() not in _PARTICLES]) == 1
    return short and bool(first.strip()) and "," not in first and is_name(f"{first} {last}")


def _surname(text: str) -> bool:
    return (
        bool(re.fullmatch(r"(?:(?:de|van|von|der|la|le)\s)*[A-Z][\w'’-]+", text)) and text.lower() not in _TITLE_WORDS
    )


def _tidy(name: str) -> str:
    return _MARKS.sub("", name).strip(" .;:()[]") if not re.search(r"\b[A-Z]\.$", name) else name.strip(" ;:()[]")
