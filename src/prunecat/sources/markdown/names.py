"""Names of venues that lists of papers use, known without being told."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from prunecat.venue import fold_venue

_ACRONYMS = """
AAAI AAMAS ACCV ACL ACML AISTATS ALT APSIPA ASE ASPDAC ASP-DAC ASPLOS ASRU ATC ATVA AutoML BMVC BMSB BigData CAV CC CCC CCGrid CCS
CGF CGO CHI CHIL CICC CIKM CLEAR CLeaR COLING COLM COLT CONLL CORL COSYNE CPAL CPAIOR CRV CSCW CVIU CVPR CVPRW DAC
DATE DCC DSN EACL EACL ECAI ECCV ECCVW ECML ECML-PKDD EDBT EDOC EJOR EMBC EMC2 EMNLP EMSOFT EUSIPCO EuroSys FAccT FAST FAT FCCM FG
FOCS FPGA FPL FPT GECCO GLOBECOM GLSVLSI HPCA HPDC HPEC HRI HotNets HotOS ICA3PP ICANN ICASSP ICC ICCAD ICCC ICCCN ICCD ICCP ICCV ICCVW ICDAR ICDCS ICDE
ICDM ICDT ICECS ICIP ICLR ICLRW ICMI ICML ICMLA ICMLW ICME ICMR ICONIP ICORIS ICPP ICPR ICRA ICS ICSE ICSLP ICST ICTAI ICWSM IEEE IJCAI IJCB IJCNLP IJCNN IJCV
INFOCOM INLG INTERSPEECH IPDPS IPSN IROS ISBI ISCA ISCAS ISCSLP ISIT ISLPED ISMAR ISMIR ISPASS ISPD ISSCC ISSTA ISVLSI ISWC ITSC IUI IV IVA
IWSLT IWQoS JAIR JMLR JMLC JSSC JSTSP KDD KR L4DC LCTES LREC LREC-COLING MASCOTS MICCAI MICRO MIDL MLHC MLMI MLSP MLSys MM MMM MMSP MMSys MobiCom
MobiHoc MobiSys NAACL NAACL-HLT NDSS NeurIPS NeurIPSW NIPS NIPSW NLPCC NSDI OOPSLA OSDI PACT PAKDD PAMI PKDD PLDI PMLR PODC PODS POPL PPSN PPoPP PRCV PRL PRICAI PVLDB RAL RA-L
RECSYS RecSys RSS RTAS RTSS SACMAT SAMOS SC SDM SENSYS SenSys SIGCOMM SIGGRAPH SIGIR SIGKDD SIGMETRICS SIGMOD SIGSPATIAL SIGCSE SLT SMC SOCC SODA SoCC SOSP SPAA SPL STOC SYSML SysML
TACAS TACL TACO TAI TALIP TALLIP TASLP TC TCAD TCAS TCAS-I TCAS-II TCSVT TCYB TECS TDSC TETC TETCI TGRS TIFS TIP TIT TITS TKDD TKDE TMC TMI TMLR TMM TNN TNNLS TNSM TODAES TOG TOIS TOMM TON TPAMI TPDS TRECVID TRETS TRO T-RO
TSC TSE TSP TVCG TVLSI T-PAMI UAI UIST USENIX VCIP VLDB VLSI VTS WACV WACVW WCCI WCNC WINE WMT WSDM WWW XAI CoNLL CoRL CVML EMNLP-IJCNLP ACL-IJCNLP ACMMM ACM-MM MMAsia ASPLOS BLACKBOXNLP ENLSP RepL4NLP Rep4NLP SustaiNLP TinyML tinyML PNAS PLOS
arXiv CoRR OpenReview bioRxiv medRxiv TechRxiv SSRN ArXiv PrePrint
"""
_NAMES = """
Neural Networks; Neural Computation; Neurocomputing; Pattern Recognition; Pattern Recognition Letters; Nature; Science; Cell; Electronics; Sensors; Entropy;
Applied Sciences; Remote Sensing; Mathematics; Symmetry; Information; Access; IEEE Access; IEEE Micro; Artificial Intelligence; Artificial Intelligence Review;
Machine Learning; Information Sciences; Information Fusion; Knowledge-Based Systems; Expert Systems with Applications; Applied Intelligence; Applied Soft Computing;
Neural Computing and Applications; Neural Processing Letters; Multimedia Tools and Applications; Image and Vision Computing; The Visual Computer; Medical Image Analysis;
Signal Processing; Computer Vision and Image Understanding; Engineering Applications of Artificial Intelligence; Future Generation Computer Systems;
Nature Communications; Nature Communication; Nature Machine Intelligence; Nature Methods; Nature Electronics; Scientific Reports; Science Advances; Science Robotics; PLOS ONE;
ACM Computing Surveys; CSUR; Communications of the ACM; CACM; Proceedings of the IEEE; Advances in Neural Information Processing Systems; Frontiers in Neuroscience;
Computer Graphics Forum; Soft Computing; Cognitive Computation; Digital Signal Processing; Physical Review Letters; Trans. PAMI;
Preprint; Tech Report; Technical Report; Thesis; PhD Thesis; Blog; Book; Patent; White Paper; Springer; Elsevier; IEEE; ACM; MDPI; Under Review; arXiv preprint;
SIGGRAPH Asia; ACM MM; USENIX ATC; USENIX Security; The Web Conference; S&P; Oakland; ACM Multimedia; IEEE Big Data; DATE; Interspeech; Eurospeech; Eurographics; Distill; Briefings in Bioinformatics; Bioinformatics
"""
_STATED = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*)(?:[ ,]{1,2}|[’'])?(?:19|20)\d\d\b")
_NO_VENUES = frozenset(map(fold_venue, "VOC COCO MSCOCO ILSVRC ImageNet DAVIS GPT BERT UCF CIFAR MNIST PASCAL KITTI DOTA LLM LLMs NLP CNN CNNs GNN GNNs AI ML RL CV PDF DOI ID MIT CMU US".split()))  # noqa: SIM905


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Venue names by their folded form."""

    folded: frozenset[str]

    def know(self, name: str) -> bool:
        """Whether the name, as it stands or without a workshop's W, is a venue's."""
        plain = fold_venue(name)
        return plain in self.folded or (plain.endswith("w") and name.isupper() and plain[:-1] in self.folded)


def names_of(text: str, told: Collection[str] = ()) -> Names:
    """What is known, what the caller tells, and what a list itself states by the form `ACRONYM 2023` thrice."""
    stated = Counter(fold_venue(match[1]) for match in _STATED.finditer(text))
    learned = {name for name, count in stated.items() if count > 2 and name not in _NO_VENUES}
    return Names(frozenset(_KNOWN | _folded(told) | learned))


def _folded(names: Iterable[str]) -> set[str]:
    return {plain for name in names if len(plain := fold_venue(name)) > 1}


_KNOWN = _folded([*_ACRONYMS.split(), *(name.strip() for name in _NAMES.split(";"))])
