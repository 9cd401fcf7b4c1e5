package org.discordbridge.junit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Lets all tests wait long for what has to come, since a busy machine is no defect. */
public final class Patience implements TestExecutionListener {
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        // it would take the end of any thread for its own, such as that of a session which a test beside it shuts down
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
