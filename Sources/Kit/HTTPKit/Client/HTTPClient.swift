/// Sends requests with libcurl, all of them on one thread of its own.
///
/// HTTP/1.1 over `http` and `https`. Connections are kept for the next request to the same server. Redirects are
/// responses like others. Certificates are verified. Proxies come from the environment (`https_proxy`, `no_proxy`),
/// but never stand between this machine and itself.
///
/// A request is sent once: only one that is safe to repeat (not `POST`, not `PATCH`), or of which nothing was
/// sent, is sent again by itself when a kept connection turns out to be closed.
package final class HTTPClient: HTTPTransport {
    /// The limits of a client.
    package struct Configuration: Sendable, Hashable {
        /// How long a connection may take to come about, including the look-up of the name and the TLS handshake.
        package var connectTimeout: Duration
        /// How many connections to one host there are at once; further requests wait for one.
        package var maxConnectionsPerHost: Int
        /// How many connections there are at once.
        package var maxConnections: Int
        /// The `User-Agent` of requests that have none; `nil` sends none.
        package var userAgent: String?
        /// A file with the certificates (PEM) of the authorities to trust, in place of the system's.
        package var certificateAuthorities: String?

        /// Limits for a server's client.
        package init(
            connectTimeout: Duration = .seconds(10), maxConnectionsPerHost: Int = 256, maxConnections: Int = 512,
            userAgent: String? = nil, certificateAuthorities: String? = nil
        ) {
            self.connectTimeout = connectTimeout
            self.maxConnectionsPerHost = maxConnectionsPerHost
            self.maxConnections = maxConnections
            self.userAgent = userAgent
            self.certificateAuthorities = certificateAuthorities
        }
    }

    private let configuration: Configuration
    private let loop: CurlLoop

    /// A client with connections of its own.
    package init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        loop = CurlLoop(configuration)
    }

    deinit {
        loop.close()
    }

    /// Sends `request` and waits for the whole response. Any status is a response.
    ///
    /// - Throws: `connect`, `tls` and `badURL` when nothing was sent; `timeout` and `dropped` when the server may have
    ///   acted on the request; `cancelled` when the task was cancelled, which closes the connection.
    package func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let transfer = try CurlTransfer(request, configuration)
        let loop = loop
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.continuation = continuation
                loop.start(transfer)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
        return try result.get()
    }

    /// Ends all requests with ``HTTPTransportError/Code/closed``, those to come too, and closes the connections.
    package func close() {
        loop.close()
    }
}
