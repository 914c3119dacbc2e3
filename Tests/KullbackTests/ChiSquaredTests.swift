import Kullback
import Testing

@Suite struct ChiSquaredTests {
    /// From mpmath with 50 digits: docs/scripts/chi_squared.py.
    static let tails: [(x: Double, degreesOfFreedom: Double, probability: Double)] = [
        (1e-6, 1, 0.99920211557217787),
        (0.5, 1, 0.47950012218695346),
        (4, 1, 0.045500263896358414),
        (100, 1, 1.5239706048321052e-23),
        (1300, 1, 1.1303728441492742e-284),
        (0.01, 2, 0.99501247919268231),
        (3, 2, 0.22313016014842983),
        (1400, 2, 9.8596765437597709e-305),
        (0.25, 3, 0.96914040421627327),
        (40, 3, 1.0655090334255861e-8),
        (1390.5, 3, 3.3931183538844142e-301),
        (1, 10, 0.99982788437004416),
        (10, 10, 0.44049328506521241),
        (1450, 10, 1.5850421445014531e-305),
        (50, 99, 0.99999005454681246),
        (99, 99, 0.4810969124082639),
        (101, 99, 0.42523864452299447),
        (400, 99, 8.3728937806646487e-38),
        (1700, 99, 1.0329802650973855e-289),
        (9000, 10000, 0.99999999999987302),
        (10000, 10000, 0.49811936596618264),
        (10002, 10000, 0.49247831627390179),
        (10400, 10000, 0.0025848134953538087),
        (15000, 10000, 5.9158688290519602e-208),
        (990000, 1000000, 0.99999999999934998),
        (1000000, 1000000, 0.4998119368033945),
        (1000004, 1000000, 0.49868356158561008),
        (1010000, 1000000, 9.0685288232620769e-13),
        (1052000, 1000000, 1.7720000826057243e-286),
    ]

    @Test(arguments: tails)
    func tail(x: Double, degreesOfFreedom: Double, probability: Double) {
        expect(chiSquaredTail(x, degreesOfFreedom: degreesOfFreedom), near: probability, within: 1e-13)
    }

    @Test(arguments: [1, 2, 3, 1000, 1_000_000])
    func limits(degreesOfFreedom: Double) {
        #expect(chiSquaredTail(0, degreesOfFreedom: degreesOfFreedom) == 1)
        #expect(chiSquaredTail(5e-324, degreesOfFreedom: degreesOfFreedom) <= 1)
        #expect(chiSquaredTail(1e300, degreesOfFreedom: degreesOfFreedom) == 0)
        #expect(chiSquaredTail(.infinity, degreesOfFreedom: degreesOfFreedom) == 0)
        #expect(chiSquaredTail(.nan, degreesOfFreedom: degreesOfFreedom).isNaN)
    }
}
