package org.discordbridge.telemetry;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.minio.MinioConstants;
import org.apache.camel.component.minio.MinioEndpoint;
import org.apache.camel.component.minio.MinioOperations;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/** Names a span of {@code minio:} by the operation. */
public final class MinioSpanDecorator extends AbstractSpanDecorator {
    @Override
    public String getComponent() {
        return "minio";
    }

    @Override
    public String getComponentClassName() {
        return "org.apache.camel.component.minio.MinioComponent";
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        Object asked = exchange.getMessage().getHeader(MinioConstants.MINIO_OPERATION);
        MinioOperations set = ((MinioEndpoint) endpoint).getConfiguration().getOperation();
        return String.valueOf(asked != null ? asked : set != null ? set : "putObject");
    }
}
