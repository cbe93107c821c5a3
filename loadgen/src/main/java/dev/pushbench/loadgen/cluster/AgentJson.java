package dev.pushbench.loadgen.cluster;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Commands and answers as JSON without line breaks. Histograms are in HdrHistogram's compressed encoding, certificates in
 * DER and keys in PKCS#8, all as Base64.
 */
final class AgentJson {

    /** All in ASCII, so that it does not matter which encoding a pipe has. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .addModule(new SimpleModule()
                    .addSerializer(Histogram.class, new HistogramOut())
                    .addDeserializer(Histogram.class, new HistogramIn())
                    .addSerializer(X509Certificate.class, new CertificateOut())
                    .addDeserializer(X509Certificate.class, new CertificateIn())
                    .addSerializer(PrivateKey.class, new KeyOut())
                    .addDeserializer(PrivateKey.class, new KeyIn()))
            .build();

    private AgentJson() {}

    static String encode(Command command) {
        return MAPPER.writerFor(Command.class).writeValueAsString(command);
    }

    static String encode(Answer answer) {
        return MAPPER.writerFor(Answer.class).writeValueAsString(answer);
    }

    /** @throws JacksonException if it is none */
    static Command command(String line) {
        return MAPPER.readValue(line, Command.class);
    }

    /** @throws JacksonException if it is none */
    static Answer answer(String line) {
        return MAPPER.readValue(line, Answer.class);
    }

    private static final class HistogramOut extends ValueSerializer<Histogram> {
        @Override
        public void serialize(Histogram histogram, JsonGenerator out, SerializationContext context) {
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            out.writeBinary(buffer.array(), 0, length);
        }
    }

    private static final class HistogramIn extends ValueDeserializer<Histogram> {
        @Override
        public Histogram deserialize(JsonParser in, DeserializationContext context) {
            byte[] bytes = in.getBinaryValue();
            try {
                return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
            } catch (DataFormatException | RuntimeException e) {
                throw InvalidFormatException.from(in, "not a histogram: " + e, bytes, Histogram.class);
            }
        }
    }

    private static final class CertificateOut extends ValueSerializer<X509Certificate> {
        @Override
        public void serialize(X509Certificate certificate, JsonGenerator out, SerializationContext context) {
            try {
                out.writeBinary(certificate.getEncoded());
            } catch (CertificateException e) {
                throw new IllegalArgumentException("a trusted certificate cannot be encoded: " + e, e);
            }
        }
    }

    /** Goes through stdin only, as the credentials among the headers do. */
    private static final class KeyOut extends ValueSerializer<PrivateKey> {
        @Override
        public void serialize(PrivateKey key, JsonGenerator out, SerializationContext context) {
            out.writeString(key.getAlgorithm() + ":" + Base64.getEncoder().encodeToString(key.getEncoded()));
        }
    }

    private static final class KeyIn extends ValueDeserializer<PrivateKey> {
        @Override
        public PrivateKey deserialize(JsonParser in, DeserializationContext context) {
            String[] parts = in.getString().split(":", 2);
            try {
                return KeyFactory.getInstance(parts[0])
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw InvalidFormatException.from(in, "not a key", null, PrivateKey.class);
            }
        }
    }

    private static final class CertificateIn extends ValueDeserializer<X509Certificate> {
        @Override
        public X509Certificate deserialize(JsonParser in, DeserializationContext context) {
            byte[] bytes = in.getBinaryValue();
            try {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            } catch (CertificateException e) {
                throw InvalidFormatException.from(in, "not a certificate: " + e, bytes, X509Certificate.class);
            }
        }
    }
}
