/// Why a computation could not be done: what is wrong, and where.
///
/// Infinity and NaN are results, not errors: D(p ‖ q) is infinite where q = 0 < p, and NaN in gives NaN out.
public struct DivergenceError: Error, Equatable, Sendable, BitwiseCopyable {
    public let status: Status
    public let argument: Argument
    /// Row within the batch, from 0.
    public let row: Int
    /// Position within the row, from 0; nil where the row as a whole is at fault.
    public let index: Int?
    /// The offending value: an element, a sum, a parameter, an option, a callback's return.
    public let value: Double

    /// What is wrong. The raw values are those of the C header's `kullback_status`.
    public enum Status: Int32, Sendable, BitwiseCopyable {
        case nullPointer = 10
        case count = 20
        case shape = 30
        case stride = 40
        case alignment = 50
        case option = 60
        case quantity = 70
        case probability = 100
        case sum = 110
        case noMass = 120
        case parameter = 130
        case format = 140
        case frequency = 150
        case noClosedForm = 160
        case notPositiveDefinite = 170
        case callback = 200
        case outOfMemory = 210
    }

    /// Which argument is at fault. The raw values are those of the C header's `kullback_argument`.
    public enum Argument: Int32, Sendable, BitwiseCopyable {
        case none = 0
        case p = 10
        case q = 20
        case locP = 110
        case scaleP = 120
        case logVarP = 130
        case firstP = 140
        case secondP = 150
        case locQ = 210
        case scaleQ = 220
        case logVarQ = 230
        case firstQ = 240
        case secondQ = 250
        case logRatio = 310
        case sampler = 320
        case logDensityP = 330
        case logDensityQ = 340
        case f = 350
        case x = 360
        case smallestQ = 370
        case observed = 410
        case expected = 420
        case table = 430
        case resampling = 440
        case progress = 450
        case accumulator = 510
        case binMap = 520
        case amount = 530
        case joint = 610
        case distributions = 620
        case weights = 630
        case weightsP = 640
        case weightsQ = 650
        case samples = 660
        case projection = 670
        case coordinates = 680
        case labels = 710
        case mask = 720
        case rowWeights = 730
        case gradientP = 740
        case gradientQ = 750
        case teacher = 760
        case student = 770
        case distillation = 780
        case tokens = 890
        case logits = 810
        case softLabels = 815
        case binCount = 820
        case schedule = 822
        case start = 825
        case end = 830
        case steps = 835
        case cycles = 840
        case ratio = 845
        case steepness = 850
        case weight = 855
        case kl = 860
        case target = 862
        case horizon = 864
        case clip = 866
        case stepCount = 868
        case bound = 870
        case curvature = 872
        case shrink = 874
        case largestTryCount = 876
        case evaluate = 880
        case quantity = 910
        case options = 920
        case result = 930
    }

    package init(_ status: Status, _ argument: Argument = .none, row: Int = 0, index: Int? = nil, value: Double = 0) {
        self.status = status
        self.argument = argument
        self.row = row
        self.index = index
        self.value = value
    }
}
