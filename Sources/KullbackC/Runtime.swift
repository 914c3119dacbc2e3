import CKullback
import Kullback

@c @implementation
public func kullback_get_cpu_level() -> kullback_cpu_level { CPULevel.current.rawValue }

@c @implementation
public func kullback_limit_cpu_level(_ limit: kullback_cpu_level) -> kullback_status {
    boundary(nil) { _ throws(DivergenceError) in
        guard let level = CPULevel(rawValue: limit) else {
            throw DivergenceError(.option, .options, value: Double(limit))
        }
        CPULevel.limit(to: level)
    }
}

@c @implementation
public func kullback_version_string() -> UnsafePointer<CChar>! {
    UnsafeRawPointer(version.utf8Start).assumingMemoryBound(to: CChar.self)
}
