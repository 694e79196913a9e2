@testable import JSONKit

/// What is read must read back as the same value from each style it is written in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let value = try? JSONValue(parsing: bytes) else { return 0 }
    for style in [JSONStyle.compact, .pretty, .sorted] {
        let again = try? JSONValue(parsing: value.serialized(style))
        precondition(again == value, "written and read again, it is another value")
    }
    return 0
}
