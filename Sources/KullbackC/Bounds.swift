import CKullback
import Kullback

@c @implementation
public func kullback_bound_f64(
    _ bound: kullback_bound, _ x: UnsafePointer<Double>!, _ count: Int, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let bound = try lookUp(Bound.self, bound)
        let (x, result) = try validated(x, .x, count, result)
        try bound.values(x, count, options, result)
    }
}

@c @implementation
public func kullback_kl_from_tv_f64(
    _ x: UnsafePointer<Double>!, _ smallest: UnsafePointer<Double>!, _ count: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let (smallest, _) = try validated(smallest, .smallestQ, count, result)
        let (x, result) = try validated(x, .x, count, result)
        try klFromTotalVariation(x, smallest: smallest, count, options, result)
    }
}
