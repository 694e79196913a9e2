#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

// Macros and variadics that Swift cannot import, and sequences that free what they made.
// A function that fails returns NULL or 0 and leaves its reason in OpenSSL's queue of errors.

/// A new RSA key pair.
static inline EVP_PKEY *copenssl_generate_rsa(size_t bits) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
}

/// The public RSA key with the modulus `n` and the exponent `e`, big-endian.
static inline EVP_PKEY *copenssl_public_rsa(const unsigned char *n, int n_count, const unsigned char *e, int e_count) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = NULL;
    BIGNUM *modulus = BN_bin2bn(n, n_count, NULL), *exponent = BN_bin2bn(e, e_count, NULL);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    if (modulus && exponent && builder && context
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus)
        && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent)
        && (parameters = OSSL_PARAM_BLD_to_param(builder))
        && EVP_PKEY_fromdata_init(context) > 0
        && EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) <= 0)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    BN_free(exponent);
    BN_free(modulus);
    return key;
}

/// Never asks the terminal for a passphrase.
static inline int copenssl_no_passphrase(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

/// The private key in a PEM text.
static inline EVP_PKEY *copenssl_read_pem(const char *text, int count) {
    BIO *input = BIO_new_mem_buf(text, count);
    if (!input) return NULL;
    EVP_PKEY *key = PEM_read_bio_PrivateKey(input, NULL, copenssl_no_passphrase, NULL);
    BIO_free(input);
    return key;
}

/// The DER text of the first certificate in a PEM text that belongs to `key`: its count, and the text in `der`, which
/// the caller frees. 0 when no certificate belongs to it, -1 when there is no certificate at all.
static inline int copenssl_matching_certificate(const char *text, int count, EVP_PKEY *key, unsigned char **der) {
    BIO *input = BIO_new_mem_buf(text, count);
    int size = -1;
    X509 *certificate;
    while (size <= 0 && input && (certificate = PEM_read_bio_X509(input, NULL, copenssl_no_passphrase, NULL))) {
        *der = NULL;
        size = X509_check_private_key(certificate, key) == 1 ? i2d_X509(certificate, der) : 0;
        X509_free(certificate);
    }
    BIO_free(input);
    ERR_clear_error();
    return size;
}

/// Frees what OpenSSL allocated.
static inline void copenssl_free(void *memory) { OPENSSL_free(memory); }

/// Writes the private key as PEM (PKCS #8) to a memory BIO, which the caller frees.
static inline BIO *copenssl_write_pem(EVP_PKEY *key) {
    BIO *output = BIO_new(BIO_s_mem());
    if (output && !PEM_write_bio_PKCS8PrivateKey(output, key, NULL, NULL, 0, NULL, NULL)) {
        BIO_free(output);
        output = NULL;
    }
    return output;
}

/// What a memory BIO holds.
static inline size_t copenssl_memory(BIO *bio, const char **start) {
    char *data = NULL;
    long count = BIO_get_mem_data(bio, &data);
    *start = data;
    return count > 0 ? (size_t)count : 0;
}

/// Copies the modulus (`wants_exponent` 0) or the exponent, big-endian. Returns its count, also with `out` NULL; 0 on
/// failure.
static inline int copenssl_rsa_number(const EVP_PKEY *key, int wants_exponent, unsigned char *out) {
    BIGNUM *number = NULL;
    const char *name = wants_exponent ? OSSL_PKEY_PARAM_RSA_E : OSSL_PKEY_PARAM_RSA_N;
    if (!EVP_PKEY_get_bn_param(key, name, &number)) return 0;
    int count = BN_num_bytes(number);
    if (out) BN_bn2bin(number, out);
    BN_free(number);
    return count;
}

/// A context that verifies (or signs) PKCS #1 v1.5 signatures of SHA-256 digests.
static inline EVP_PKEY_CTX *copenssl_rs256(EVP_PKEY *key, int signs) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    if (context && (signs ? EVP_PKEY_sign_init(context) : EVP_PKEY_verify_init(context)) > 0
        && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0
        && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0)
        return context;
    EVP_PKEY_CTX_free(context);
    return NULL;
}

/// SHA-256 of `count` bytes, 32 bytes to `out`.
static inline int copenssl_sha256(const void *bytes, size_t count, unsigned char *out) {
    return EVP_Digest(bytes, count, out, NULL, EVP_sha256(), NULL);
}

/// SHA-1 of `count` bytes, 20 bytes to `out`.
static inline int copenssl_sha1(const void *bytes, size_t count, unsigned char *out) {
    return EVP_Digest(bytes, count, out, NULL, EVP_sha1(), NULL);
}

#endif
