import CKullback
import Kullback

@c @implementation
public func kullback_status_message(_ status: kullback_status) -> UnsafePointer<CChar>! {
    let message: StaticString =
        if status == KULLBACK_OK { "no error" } else {
            DivergenceError.Status(rawValue: status)?.message ?? "unknown status"
        }
    return UnsafeRawPointer(message.utf8Start).assumingMemoryBound(to: CChar.self)
}

@c @implementation
public func kullback_error_message(
    _ error: UnsafePointer<kullback_error>!, _ buffer: UnsafeMutablePointer<CChar>!, _ capacity: Int
) -> Int {
    guard let error = error?.pointee else { return copy("no error", buffer, capacity) }
    guard let status = DivergenceError.Status(rawValue: error.status) else {
        return copy(error.status == KULLBACK_OK ? "no error" : "unknown status", buffer, capacity)
    }
    let argument = DivergenceError.Argument(rawValue: error.argument) ?? .none
    let description = DivergenceError(
        status, argument, row: error.row, index: error.index == -1 ? nil : error.index, value: error.value
    ).description
    return copy(description, buffer, capacity)
}

/// As much of the text as fits with its NUL, as snprintf does; returns the length of all of it.
private func copy(_ text: String, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
    var length = 0
    // A capacity beyond PTRDIFF_MAX arrives negative and is as good as unlimited.
    let room = capacity < 0 ? Int.max : capacity
    for byte in text.utf8 {
        if let buffer, length + 1 < room { buffer[length] = CChar(bitPattern: byte) }
        length += 1
    }
    if let buffer, room > 0 { buffer[min(length, room - 1)] = 0 }
    return length
}
