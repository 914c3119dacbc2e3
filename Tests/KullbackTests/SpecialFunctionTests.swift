import Testing

@testable import Kullback

/// Expected values from mpmath with enough digits for 20 of the result: docs/scripts/special_functions.py.
@Suite struct SpecialFunctionTests {
    static let pairs: [(b: Double, a: Double, bregman: Double, remainder: Double)] = [
        (2.5, 3.125, 0.080016504620664928618, 0.012875382906189318034),
        (2.5, 2.51953125, 0.000092945743780724527556, 0.000017046848918096896213),
        (2.5, 2.5000000186264515, 8.5063510604627715119e-17, 1.567457191021401798e-17),
        (2.5, 2.500000000000002, 1.2088251979980472608e-30, 2.2274906647178308786e-31),
        (6.223015277861142e-61, 2.8679719907924413e-10, 115.65719033862686807, 115.65719033834007087),
        (6.223015277861142e-61, 0.3333333333333333, 136.60000420505435931, 136.266670871721026),
        (6.223015277861142e-61, 3.0, 140.70464193672451799, 137.70464193672451799),
        (6.223015277861142e-61, 3486784401.0, 3486784549.1966204654, 148.19662046541768652),
        (9.313225746154785e-10, 2.8679719907924413e-10, 1.0694906689045744882, 1.0694906684521598636),
        (9.313225746154785e-10, 0.3333333333333333, 18.764983512243016495, 18.431650198184151834),
        (9.313225746154785e-10, 3.0, 22.86962124013683153, 19.869621261457625033),
        (9.313225746154785e-10, 3486784401.0, 3486784431.3615997492, 30.361599789987041021),
        (0.5, 2.8679719907924413e-10, 1743392178.3887269799, 1743392168.2491776832),
        (0.5, 0.3333333333333333, 0.10894992600040076952, 0.072884038612985235944),
        (0.5, 3.0, 2.1861786001109226261, 0.58205833472495012654),
        (0.5, 3486784401.0, 3486784400.1534264097, 10.986122886704996681),
        (4.0, 2.8679719907924413e-10, 13947137585.128376179, 13947137495.69421564),
        (4.0, 0.3333333333333333, 12.290462682376578468, 6.0175027498912436898),
        (4.0, 3.0, 0.175827953569642552, 0.025099663762518842245),
        (4.0, 3486784401.0, 3486784324.4699607298, 9.8137663787507115627),
        (1073741824.0, 2.8679719907924413e-10, 3743906264498359659.6, 3743906219651748690.9),
        (1073741824.0, 0.3333333333333333, 24617087366.928244994, 2183369689.2448104341),
        (1073741824.0, 3.0, 20263259572.11647186, 188793817.17299195443),
        (1073741824.0, 3486784401.0, 1148356861.8234661749, 0.24288825214780715218),
    ]

    @Test(arguments: pairs)
    func divergencesOfLogGamma(b: Double, a: Double, bregman: Double, remainder: Double) {
        expect(logGammaBregman(Lane(repeating: b), Lane(repeating: a))[3], near: bregman, within: 4e-15)
        expect(logGammaRemainder(Lane(repeating: b), Lane(repeating: a))[5], near: remainder, within: 4e-15)
    }

    @Test func divergencesOfEqualNumbersAreZero() {
        let x = Lane(0x1p-1074, 1e-300, 1e-8, 0.5, 3.7, 4, 1e8, 1e300)
        #expect(logGammaBregman(x, x) == .zero)
        #expect(logGammaRemainder(x, x) == .zero)
    }

    @Test func divergencesOfExtremesAreInfiniteOrFinite() {
        let remainders = logGammaRemainder(
            Lane(1e300, 1e-300, 1e300, 0x1p-1074, 1e308, 1e300, 0x1p-1030, .nan),
            Lane(1e-300, 1e300, 5, 1, 3, 0x1p-1074, 0x1p-1030, 1))
        #expect(remainders[0] == .infinity)
        for lane in 1...4 { #expect(remainders[lane] > 0 && remainders[lane].isFinite) }
        #expect(remainders[5] == .infinity)
        #expect(remainders[6] == 0)
        #expect(remainders[7].isNaN)
    }

    /// A lane's result does not depend on its neighbours, which may take more steps.
    @Test func lanesAreIndependent() {
        let (b, a) = (Lane(0.1, 1, 2, 3, 5, 50, 1e-9, 1e9), Lane(7, 1.5, 1e-3, 3.5, 1e3, 51, 1e9, 1e-9))
        let together = logGammaBregman(b, a)
        for lane in 0..<8 {
            #expect(logGammaBregman(Lane(repeating: b[lane]), Lane(repeating: a[lane]))[0] == together[lane])
        }
    }

    static let logGammas: [(Double, Double)] = [
        (4.909093465297727e-91, 207.94415416798359283), (1e-08, 18.420680738180208884), (0.25, 1.2880225246980774574),
        (0.75, 0.20328095143129537148), (0.9999999990686774, 5.3757397985785731679e-10),
        (1.0000000009313226, -5.3757397843110444569e-10), (1.46, -0.12148500100400742945),
        (1.5, -0.12078223763524522235), (1.99, -0.0041955290887916687019),
        (2.0000000000009095, 3.8452011276491286612e-13), (3.9, 1.6675803472417396801), (4.0, 1.7917594692280550008),
        (12.5, 18.734347511936445702), (100000000.0, 1742068066.1038347093), (1e+200, 4.5951701859880912287e+202),
    ]

    @Test(arguments: logGammas)
    func logarithmOfGamma(x: Double, expected: Double) {
        expect(logGamma(Lane(repeating: x))[0], near: expected, within: 2e-15)
    }

    @Test func logarithmOfGammaIsZeroAtOneAndTwo() {
        #expect(logGamma(Lane(1, 2, 1, 2, 1, 2, 1, 2)) == .zero)
    }

    static let digammas: [(Double, Double)] = [
        (4.909093465297727e-91, -2.0370359763344860863e+90), (1e-08, -100000000.57721564636),
        (0.25, -4.2274535333762654081), (1.0, -0.57721566490153286061), (1.2, -0.28903989659218835183),
        (1.4, -0.061384544585116236801), (1.4616321349683623, -9.6767225323551845752e-9),
        (1.4616321449683622, -9.2412655217294275168e-17), (1.4617321449683622, 0.000096762797171452588287),
        (1.7, 0.20854787487349392145), (2.5, 0.70315664064524318723), (3.99, 1.2532754293946024259),
        (4.0, 1.2561176684318004727), (100.0, 4.6001618527380874002), (100000000.0, 18.420680738952365464),
    ]

    @Test(arguments: digammas)
    func digammaValues(x: Double, expected: Double) {
        expect(digamma(Lane(repeating: x))[0], near: expected, within: 2e-15)
    }

    static let digammaExcesses: [(Double, Double)] = [
        (4.909093465297727e-91, -2.0370359763344860863e+90), (1e-08, -99999982.156534902408),
        (0.25, -2.8411591722563747893), (1.0, -0.57721566490153286061), (1.46, -0.38001699770732849825),
        (3.99, -0.13051580150716971603), (4.0, -0.13017669268809014611), (100.0, -0.0050083332500039678374),
        (100000000.0, -5.0000000083333333333e-9), (1e+150, -5.0000000000000000958e-151),
    ]

    @Test(arguments: digammaExcesses)
    func digammaWithoutLogarithm(x: Double, expected: Double) {
        expect(digammaExcess(Lane(repeating: x))[0], near: expected, within: 2e-15)
    }

    static let errorFunctions: [(Double, Double)] = [
        (1e-300, 1.1283791670955126022e-300), (-1e-08, -1.1283791670955125599e-8), (0.1, 0.1124629160182848984),
        (0.4999, 0.52041199516138659028), (-0.5, -0.52049987781304653768), (0.75, 0.7111556336535151316),
        (1.5, 0.96610514647531072707), (5.0, 0.99999999999846254021),
    ]

    @Test(arguments: errorFunctions)
    func errorFunction(x: Double, expected: Double) {
        expect(erf(Lane(repeating: x))[0], near: expected, within: 1e-15)
    }

    static let complements: [(Double, Double)] = [
        (-6.0, 1.9999999999999999785), (-0.5, 1.5204998778130465377), (1e-10, 0.99999999988716208329),
        (0.1, 0.8875370839817151016), (0.5, 0.47950012218695346232), (1.0, 0.15729920705028513066),
        (2.75, 0.0001006219221196368369), (3.0, 0.000022090496998585441373), (10.0, 2.088487583762544757e-45),
        (20.0, 5.3958656116079009289e-176), (26.5, 2.2109076642637342759e-307),
    ]

    @Test(arguments: complements)
    func complementaryErrorFunction(x: Double, expected: Double) {
        expect(erfc(Lane(repeating: x))[0], near: expected, within: 2e-15)
    }

    static let scaledComplements: [(Double, Double)] = [
        (-26.0, 7.6577249314905683515e+293), (-0.5, 1.9523604891825570933), (1e-10, 0.9999999998871620833),
        (0.1, 0.89645697996912663666), (0.5, 0.61569034419292587487), (1.0, 0.42758357615580700441),
        (2.75, 0.1936620962790686786), (3.0, 0.17900115118138995042), (10.0, 0.056140992743822585858),
        (20.0, 0.028174348741051319319),
    ]

    @Test(arguments: scaledComplements)
    func scaledComplementaryErrorFunction(x: Double, expected: Double) {
        expect(erfcx(Lane(repeating: x))[0], near: expected, within: 2e-15)
    }

    @Test func errorFunctionsAtTheEnds() {
        let ends = Lane(-.infinity, .infinity, -1e308, 1e308, 0, -0.0, .nan, -40)
        let (function, complement, scaled) = (erf(ends), erfc(ends), erfcx(ends))
        #expect([0, 1, 2, 3, 4, 5, 7].map { function[$0] } == [-1, 1, -1, 1, 0, 0, -1])
        #expect([0, 1, 2, 3, 4, 5, 7].map { complement[$0] } == [2, 0, 2, 0, 1, 1, 2])
        #expect([0, 1, 2, 4, 5, 7].map { scaled[$0] } == [.infinity, 0, .infinity, 1, 1, .infinity])
        #expect(function[6].isNaN && complement[6].isNaN && scaled[6].isNaN)
    }

    static let quantiles: [(Double, Double)] = [
        (1e-300, -37.047096299361199237), (1e-100, -21.273453560965324294), (1.3e-11, -6.6676114565107408347),
        (1.5e-11, -6.6465708874771128614), (1e-05, -4.2648907939228246102), (0.05, -1.644853626951472688),
        (0.075, -1.4395314709384559349), (0.1, -1.2815515655446004353), (0.3, -0.52440051270804081597),
        (0.4999999990686774, -2.3344794983332981399e-9), (0.5000000000000009, 2.2263331397374135378e-15),
        (0.7, 0.52440051270804065631), (0.95, 1.6448536269514722843), (0.9999999999990905, 7.0477002566644087254),
    ]

    @Test(arguments: quantiles)
    func normalQuantiles(p: Double, expected: Double) {
        expect(normalQuantile(p), near: expected, within: 2e-15)
    }
}
