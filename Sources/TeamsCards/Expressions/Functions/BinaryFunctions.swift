import Foundation
import JSONKit

/// Bytes, Base64 and data URIs.
enum BinaryFunctions {
    static let table = [
        Builtin("binary", 1) { (_, arguments) throws(Failure) in .bytes(Array(try arguments.string(0).utf8)) },
        Builtin("base64", 1, base64),
        Builtin("base64ToBinary", 1) { (_, arguments) throws(Failure) in .bytes(try decode(arguments)) },
        Builtin("base64ToString", 1) { (_, arguments) throws(Failure) in
            .string(String(decoding: try decode(arguments), as: UTF8.self))
        },
        Builtin("dataUri", 1) { (_, arguments) throws(Failure) in
            .string("data:text/plain;charset=utf-8;base64," + Data(try arguments.string(0).utf8).base64EncodedString())
        },
        // The published engines yield the bytes of the URI itself, not of what it holds.
        Builtin("dataUriToBinary", 1) { (_, arguments) throws(Failure) in .bytes(Array(try arguments.string(0).utf8)) },
        Builtin("dataUriToString", 1, dataURIToString),
    ]

    private static func base64(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if case .bytes(let bytes) = arguments[0] { return .string(Data(bytes).base64EncodedString()) }
        return .string(Data(try arguments.string(0).utf8).base64EncodedString())
    }

    private static func decode(_ arguments: Arguments) throws(Failure) -> [UInt8] {
        guard let data = Data(base64Encoded: try arguments.string(0)) else {
            throw arguments.failure(0, "a text in Base64")
        }
        return Array(data)
    }

    private static func dataURIToString(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let uri = try arguments.string(0)
        guard let comma = uri.firstIndex(of: ",") else { throw arguments.failure(0, "a data URI") }
        let content = String(uri[uri.index(after: comma)...])
        guard uri[..<comma].lowercased().hasSuffix(";base64") else {
            guard let text = PercentCoding.decode(content) else { throw arguments.failure(0, "a data URI") }
            return .string(text)
        }
        guard let data = Data(base64Encoded: content) else { throw arguments.failure(0, "a data URI in Base64") }
        return .string(String(decoding: data, as: UTF8.self))
    }
}
