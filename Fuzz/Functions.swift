import Foundation

@testable import ExpressionKit
@testable import JSONKit

/// Every function of the language, called with arguments of every kind, yields a value within its limits or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFunctions(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: min(count, 512)))
    var calls = FunctionCalls(of: names, FuzzedNumbers(bytes: bytes))
    let source = calls.next()
    let scope = ExpressionScope(wrapped: .object(calls.data))
    do {
        let value = try AdaptiveExpression(source).evaluate(scope, environment: environment)
        let written = value.wrapped.serialized()
        precondition((try? JSONValue(parsing: written, maxDepth: 400)) != nil, "the value is no JSON")
    } catch {
        precondition(error.offset <= source.utf8.count, "the error points nowhere")
        _ = error.description
    }
    return 0
}

/// Numbers that the fuzzer chooses: two bytes each, and zero when there are no more.
private struct FuzzedNumbers: RandomNumberGenerator {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> UInt64 {
        guard place + 1 < bytes.count else { return 0 }
        defer { place += 2 }
        return UInt64(bytes[place]) | UInt64(bytes[place + 1]) << 8
    }
}

private let names = ExpressionFunctions.standard.names

private let environment = ExpressionEnvironment(
    now: { Date(timeIntervalSince1970: 1_000_000_000) }, random: { 0x0123_4567_89AB_CDEF },
    limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 200_000))
