"""Venue names that lists of papers use and venues.yaml does not have."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from prunecat.venue import fold_venue

_ACRONYMS = """
AAAI AAMAS ACCV ACL ACL-IJCNLP ACM-MM ACML ACMMM AISTATS APSIPA arXiv ASE ASP-DAC ASPDAC ASPLOS ASRU ATC ATVA
AutoML BigData bioRxiv BMSB BMVC CAV CCGrid CCS CGF CHI CHIL CICC CIKM COLING COLM COLT CoNLL CORL CoRL CoRR
COSYNE CPAIOR CPAL CSCW CVIU CVPR CVPRW DAC DSN EACL ECAI ECCV ECCVW ECML ECML-PKDD EDBT EDOC EJOR EMBC EMC2
EMNLP EMNLP-IJCNLP EMSOFT ENLSP EuroSys EUSIPCO FAccT FCCM FOCS FPGA FPL GECCO GLOBECOM GLSVLSI HotNets HotOS
HPCA HPDC HPEC HRI ICA3PP ICANN ICASSP ICCAD ICCC ICCCN ICCD ICCP ICCV ICCVW ICDAR ICDCS ICDE ICDM ICDT ICECS
ICIP ICLR ICLRW ICME ICMI ICML ICMLA ICMLW ICMR ICONIP ICORIS ICPP ICPR ICRA ICSE ICSLP ICST ICTAI ICWSM IEEE
IJCAI IJCB IJCNLP IJCNN IJCV INFOCOM INLG INTERSPEECH IPDPS IPSN IROS ISBI ISCA ISCAS ISCSLP ISIT ISLPED ISMAR
ISMIR ISPASS ISPD ISSCC ISSTA ISVLSI ISWC ITSC IVA IWQoS IWSLT JAIR JMLR JSSC JSTSP KDD L4DC LCTES LREC
LREC-COLING MASCOTS medRxiv MICCAI MICRO MIDL MLHC MLSP MLSys MMAsia MMSP MMSys MobiCom MobiHoc MobiSys NAACL
NAACL-HLT NDSS NeurIPS NeurIPSW NIPS NIPSW NLPCC NSDI OOPSLA OpenReview OSDI PACT PAKDD PAMI PKDD PLDI PLOS
PMLR PNAS PODC PODS POPL PPoPP PPSN PRCV PRICAI PRL PVLDB RA-L RAL RECSYS RecSys Rep4NLP RepL4NLP RSS RTAS
RTSS SACMAT SAMOS SDM SENSYS SenSys SIGCOMM SIGCSE SIGGRAPH SIGIR SIGKDD SIGMETRICS SIGMOD SIGSPATIAL SOCC
SoCC SODA SOSP SPAA SSRN STOC SustaiNLP SYSML SysML T-PAMI T-RO TACAS TACL TACO TALIP TALLIP TASLP TCAD TCAS
TCAS-I TCAS-II TCSVT TCYB TDSC TechRxiv TECS TETC TETCI TGRS TIFS TinyML tinyML TIP TITS TKDD TKDE TMC TMI
TMLR TMM TNN TNNLS TNSM TODAES TOG TOIS TOMM TPAMI TPDS TRECVID TRETS TRO TSP TVCG TVLSI UAI UIST USENIX VCIP
VLDB WACV WACVW WCCI WCNC WMT WSDM WWW
"""
_NAMES = """
Neural Networks; Neural Computation; Neurocomputing; Pattern Recognition; Pattern Recognition Letters; Nature;
Science; Electronics; Sensors; Entropy; Applied Sciences; Remote Sensing; IEEE Access; IEEE Micro; Artificial
Intelligence; Artificial Intelligence Review; Machine Learning; Information Sciences; Information Fusion;
Knowledge-Based Systems; Expert Systems with Applications; Applied Intelligence; Applied Soft Computing;
Neural Computing and Applications; Neural Processing Letters; Multimedia Tools and Applications; Image and
Vision Computing; The Visual Computer; Medical Image Analysis; Signal Processing; Computer Vision and Image
Understanding; Engineering Applications of Artificial Intelligence; Future Generation Computer Systems; Nature
Communications; Nature Communication; Nature Machine Intelligence; Nature Methods; Nature Electronics;
Scientific Reports; Science Advances; Science Robotics; PLOS ONE; ACM Computing Surveys; CSUR; Communications
of the ACM; CACM; Proceedings of the IEEE; Advances in Neural Information Processing Systems; Frontiers in
Neuroscience; Computer Graphics Forum; Soft Computing; Cognitive Computation; Digital Signal Processing;
Physical Review Letters; Trans. PAMI; Preprint; Tech Report; Technical Report; Thesis; PhD Thesis; Springer;
Elsevier; IEEE; ACM; MDPI; Under Review; arXiv preprint; SIGGRAPH Asia; ACM MM; USENIX ATC; USENIX Security;
The Web Conference; S&P; Oakland; ACM Multimedia; IEEE Big Data; Interspeech; Eurospeech; Eurographics;
Distill; Briefings in Bioinformatics; Bioinformatics
"""
_STATED = re.compile(r"\b((?=[A-Z][a-z]*[A-Z])[A-Za-z]++)(?:[ ,]{1,2}|[’'])?(?:19|20)\d\d\b")
NO_VENUES = frozenset(
    """ai bert cifar cnn cnns coco cv davis doi dota gnn gnns gpt id ilsvrc imagenet kitti llm llms ml mnist mscoco nlp
    pascal pdf rl ucf us voc""".split()
)
"""Acronyms that stand before a year in lists without being venues."""


@dataclass(frozen=True, slots=True, eq=False)
class VenueNames:
    """Venue names by their folded form."""

    folded: frozenset[str]

    def know(self, name: str) -> bool:
        """Whether the name, as it stands or without a workshop's W, is a venue's."""
        plain = fold_venue(name)
        return plain in self.folded or (plain.endswith("w") and name.isupper() and plain[:-1] in self.folded)


def venue_names_of(text: str, told: Collection[str] = ()) -> VenueNames:
    """What is known, what the caller tells, and what a list itself states by the form `ACRONYM 2023` thrice."""
    stated = Counter(fold_venue(match[1]) for match in _STATED.finditer(text))
    learned = {name for name, count in stated.items() if count > 2 and name not in NO_VENUES}
    return VenueNames(frozenset(_KNOWN | _folded(told) | learned))


def _folded(names: Iterable[str]) -> set[str]:
    return {plain for name in names if len(plain := fold_venue(name)) > 1}


_KNOWN = _folded([*_ACRONYMS.split(), *(name.strip() for name in _NAMES.split(";"))])
