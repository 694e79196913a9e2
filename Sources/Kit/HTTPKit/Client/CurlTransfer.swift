internal import CLibCurl
internal import LockKit

/// One request on its way through libcurl.
///
/// Sendable although it changes: the sender sets the continuation before it hands the transfer to the loop through a
/// lock; from then on the loop's thread alone touches it, but for `isCancelled`.
final class CurlTransfer: @unchecked Sendable {
    /// The most bytes of header lines in a response.
    private static let maxHeaderBytes = 256 << 10
    /// The longest body of which a handle keeps its copy until the next one.
    private static let maxKeptBytes = 32 << 10

    let isCancelled = Atomic(false)
    var continuation: CheckedContinuation<Result<HTTP.Response, HTTPTransportError>, Never>?

    let request: HTTP.ClientRequest
    private let configuration: HTTPClient.Configuration
    private let address: HTTP.Address
    private let lines: [String]
    private var handle: CurlHandle?
    private var list: UnsafeMutablePointer<curl_slist>?

    private var response = HTTP.Response(status: 0)
    private var headerBytes = 0
    private var isHeaderComplete = false
    private var isTooLarge = false

    /// Checks what libcurl would pass on unchecked.
    init(_ request: HTTP.ClientRequest, _ configuration: HTTPClient.Configuration) throws(HTTPTransportError) {
        address = try request.destination()
        lines = request.headerLines(userAgent: configuration.userAgent)
        self.request = request
        self.configuration = configuration
    }

    deinit {
        curl_slist_free_all(list)
    }

    /// Answers the sender, once.
    func finish(_ result: Result<HTTP.Response, HTTPTransportError>) {
        continuation?.resume(returning: result)
        continuation = nil
    }

    /// Gives the handle back. libcurl must not use the transfer any more afterwards.
    func release() -> CurlHandle? {
        defer { handle = nil }
        return handle
    }

    /// A handle that was given back, without its copy of the body where that is large.
    func emptied(_ handle: CurlHandle) -> CurlHandle {
        guard request.body.count > Self.maxKeptBytes else { return handle }
        curl_easy_reset(handle.easy)
        return CurlHandle(easy: handle.easy)
    }

    /// Tells a handle all about the request that it does not know from the one before.
    func configure(_ handle: CurlHandle) {
        let easy = handle.easy
        // What is on this machine or beside it is on no proxy's side of the network.
        let shape = CurlHandle.Shape(
            method: request.method, hasBody: !request.body.isEmpty,
            isDirect: address.isLoopback || address.host.isLinkLocal)
        if handle.shape != shape {
            if handle.shape != nil { curl_easy_reset(easy) }
            configure(easy, as: shape)
        }
        self.handle = CurlHandle(easy: easy, shape: shape)

        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_set_pointer(easy, CURLOPT_PRIVATE, context)
        _ = ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        _ = ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        _ = ccurl_set_before_request(easy, beforeRequest, context)
        _ = ccurl_set_string(easy, CURLOPT_URL, address.description)
        _ = ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, request.timeout.wholeMilliseconds)
        _ = ccurl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, request.maxResponseBytes)))
        for line in lines { list = curl_slist_append(list, line) ?? list }
        _ = ccurl_set_pointer(easy, CURLOPT_HTTPHEADER, list)
        guard shape.hasBody else { return }
        _ = ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
        _ = request.body.withUnsafeBytes { bytes in
            ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
    }

    /// What all requests of a shape have alike.
    private func configure(_ easy: UnsafeMutableRawPointer, as shape: CurlHandle.Shape) {
        _ = ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = ccurl_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        _ = ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
        if shape.isDirect { _ = ccurl_set_string(easy, CURLOPT_PROXY, "") }
        if let file = configuration.certificateAuthorities { _ = ccurl_set_string(easy, CURLOPT_CAINFO, file) }
        _ = ccurl_set_callback(easy, CURLOPT_HEADERFUNCTION, takeHeaderLine)
        _ = ccurl_set_callback(easy, CURLOPT_WRITEFUNCTION, takeBody)
        if shape.method == "HEAD" {
            _ = ccurl_set_long(easy, CURLOPT_NOBODY, 1)
        } else if !shape.hasBody && !["POST", "PUT", "PATCH"].contains(shape.method) {
            _ = ccurl_set_long(easy, CURLOPT_HTTPGET, 1)
        } else {
            _ = ccurl_set_long(easy, CURLOPT_POST, 1)
            if !shape.hasBody {  // an empty array may have no address, and NULL would mean a callback
                _ = ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, 0)
                _ = ccurl_set_string(easy, CURLOPT_COPYPOSTFIELDS, "")
            }
        }
        _ = ccurl_set_string(easy, CURLOPT_CUSTOMREQUEST, shape.method)
    }

    /// What the end of the transfer means to the sender.
    func result(_ status: CURLcode) -> Result<HTTP.Response, HTTPTransportError> {
        if status == CURLE_OK && isHeaderComplete { return .success(response) }
        let wasSent = handle.map { ccurl_get_long($0.easy, CURLINFO_REQUEST_SIZE) > 0 } ?? true
        return .failure(error(status, wasSent: wasSent))
    }

    private func error(_ status: CURLcode, wasSent: Bool) -> HTTPTransportError {
        // libcurl takes a header that breaks off for a response without a body.
        let reason = status == CURLE_OK ? "half a header" : String(cString: curl_easy_strerror(status))
        if isTooLarge || status == CURLE_FILESIZE_EXCEEDED {
            return HTTPTransportError(
                .tooLarge, "the response of \(address.host) is longer than \(request.maxResponseBytes) bytes")
        }
        if !wasSent {
            switch status {
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
                CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
                return HTTPTransportError(.tls, "no secure connection to \(address.host): \(reason)")
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
                return HTTPTransportError(.badURL, "the address cannot be used: \(reason)")
            default: return HTTPTransportError(.connect, "no connection to \(address.host): \(reason)")
            }
        }
        if status == CURLE_OPERATION_TIMEDOUT {
            return HTTPTransportError(.timeout, "\(address.host) did not answer within \(request.timeout)")
        }
        return HTTPTransportError(.dropped, "the connection to \(address.host) broke: \(reason)")
    }

    // MARK: What libcurl calls back with

    /// Takes one line of the header. A line of an interim response (status 1xx) or of a trailer leaves no trace.
    fileprivate func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.maxHeaderBytes else {
            isTooLarge = true
            return false
        }
        if line.starts(with: "HTTP/".utf8) {
            let status = line.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first
            response = HTTP.Response(
                status: status.flatMap { Int(String(decoding: $0.prefix(3), as: UTF8.self)) } ?? 0)
            isHeaderComplete = false
        } else if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) {
            isHeaderComplete = response.status >= 200
        } else if !isHeaderComplete, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            response.fields.append(
                String(decoding: line[..<colon], as: UTF8.self), line[(colon + 1)...].trimmed)
        }
        return true
    }

    /// Takes a piece of the body.
    fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard response.body.count + bytes.count <= request.maxResponseBytes else {
            isTooLarge = true
            return false
        }
        response.body.append(contentsOf: bytes)
        return true
    }

    /// Whether libcurl may send the request now.
    ///
    /// It sends one again by itself when a kept connection closes before any byte of the response, also when the server
    /// has the whole request. What is not safe to repeat, and of which something was sent, fails here in place of that.
    fileprivate var maySend: Bool {
        guard request.method == "POST" || request.method == "PATCH", let handle else { return true }
        return ccurl_get_long(handle.easy, CURLINFO_REQUEST_SIZE) == 0
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private func takeHeaderLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.take(headerLine: line) == true ? line.count : -1
}

private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.take(body: piece) == true ? piece.count : -1
}

private func beforeRequest(
    _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ own: UnsafeMutablePointer<CChar>?,
    _ peerPort: CInt, _ ownPort: CInt
) -> CInt {
    transfer(context)?.maySend == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

extension Duration {
    /// At least one: libcurl takes zero for no limit.
    fileprivate var wholeMilliseconds: Int {
        let milliseconds = self / .milliseconds(1)
        return Int(min(max(milliseconds.rounded(.up), 1), Double(Int32.max)))
    }
}

extension UnsafeRawBufferPointer.SubSequence {
    /// Without the white space around it.
    fileprivate var trimmed: String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: self[first...last], as: UTF8.self)
    }
}
