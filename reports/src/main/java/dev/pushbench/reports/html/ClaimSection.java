package dev.pushbench.reports.html;

import dev.pushbench.reports.claim.Claim;
import dev.pushbench.reports.result.ClaimResult;
import java.util.List;

/**
 * All that there is to say of one claim.
 *
 * @param id of the section, unique in the page
 * @param kind a class of the style sheet
 * @param verdict in a word or two
 * @param found the effect in words; null where a check failed
 * @param remarks sentences on how sure it is
 * @param charts first the effects; none where a check failed
 * @param arms how many were measured for it
 * @param commands of its arms, in pairs of lines; empty where the run does not keep them
 */
record ClaimSection(
        String id,
        Claim claim,
        ClaimResult result,
        String kind,
        String verdict,
        String found,
        List<String> remarks,
        List<Chart> charts,
        int arms,
        String commands) {}
