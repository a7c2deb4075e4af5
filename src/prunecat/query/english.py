"""English words that carry a question rather than its subject, and those that are never taken for slips of others."""

from collections.abc import Sequence

from prunecat.words import STOP_WORDS

CARRIERS = STOP_WORDS | frozenset(
    """
    show shows showed shown find finds found give gives get gets got search look looks looking want wants wanted need
    needs please thanks thank hi hello hey can could would should shall will may might must was were been being am
    did done has have had having there here any anything some something someone somebody everything all every each
    other another one ones you he she they me him her them my our their us whose whom where then else so also too
    very really just only even still yet ever never again already both either neither no yes if whether let tell tells
    told say says said know known work works publication publications study studies research literature reference
    references citation cite bibtex code codes github repo repos repository repositories implementation
    implementations implemented source open official pdf link links url website download read reading arxiv preprint
    proceedings conference conferences journal transactions international workshop symposium annual pp vol volume et
    al eds ed editor press latest newest newer recent recently new current currently last first best better good great
    top famous popular well seminal important main major most more less few several lot lots like such
    introduce introduces introduced introducing propose proposes proposed proposing present presents presented
    describe describes described discuss discusses explain explains explained demonstrate demonstrates claim claims
    argue argues use uses used make makes made way ways thing things kind kinds regarding concerning related topic
    topics subject idea ideas doesnt dont isnt arent cant wont didnt hasnt whats im ive id
    approach approaches method methods technique techniques able ago out up get getting go going come help helps try
    trying deal deals dealing explained explaining talks talking covers covering focus focuses focused address
    addresses addressing tackle tackles solve solves studied studying exist exists existing available interested
    start started starting published publish publishes appeared appear appears accepted submitted
    without over across against because since until while before though although
    """.split()
)
"""Words of a request, looked for with the others first, and left out where no entry has all."""

COMMON = CARRIERS | frozenset(
    """
    people person man men woman women child children year years month months week weeks day days today tomorrow
    yesterday morning night time times hour hours minute world country state city town home house room school student
    students teacher book books story stories money business company market government law war peace food water music
    movie film game games sport sports car cars road street door table paper pen phone email message news question
    questions answer answers problem problems reason reasons example examples case cases fact facts point points part
    parts place places side end start begin beginning middle name names word words letter page pages number numbers
    line lines group groups member members family friend friends father mother brother sister son daughter wife
    husband baby boy girl body head face hand hands eye eyes foot heart mind life lives death health doctor hospital
    medicine weather sun moon star earth sea river mountain tree trees flower animal animals dog dogs cat cats horse
    bird birds fish color colour red blue green black white brown yellow big little large long short high low old
    young early late hard easy simple strong weak fast slow quick hot cold warm cool dry wet clean dirty empty free
    busy ready happy sad angry afraid sure wrong right true false real same different next previous second third
    three four five six seven eight nine ten hundred thousand million half whole once twice always often sometimes
    usually perhaps maybe almost enough quite rather soon later now together away back down off far near around
    inside outside above below behind think thinks thought believe feel feels felt see sees saw seen watch hear heard
    listen talk talks speak spoke write writes wrote written ask asks asked call called put puts take takes took taken
    bring brings brought carry keep keeps kept hold holds leave leaves left turn turns move moves run runs walk stand
    sit stay live play plays win wins won lose lost buy sell pay pays send sent meet met build built break cut eat
    drink sleep wake wear open close happen happens become becomes became seem seems mean means meant remember forget
    understand learn learned teach follow stop wait hope wish love loves like hate lead allow allows let add change
    changes grow rise fall fell create choose chose decide explain offer plan plans buy cost price worth check report
    reports who anyone everyone nobody nothing nowhere somewhere everywhere therefore however instead otherwise
    """.split()
)
"""Common words: one that a catalogue lacks is not a slip, and none is the beginning of another word."""


def needed(words: Sequence[str]) -> list[list[int]]:
    """The indices of a query's words that an entry must have: all that say something; if none has, no carriers."""
    saying = [at for at, word in enumerate(words) if word not in STOP_WORDS] or list(range(len(words)))
    subject = [at for at in saying if words[at] not in CARRIERS]
    return [saying, subject] if subject and subject != saying else [saying]
