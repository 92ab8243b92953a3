namespace ExchangeArchiveSafety;

/// <summary>The end of a migration as one ordered list: mail moved, last sync, the wait, the batch, resuming. What is not done yet is no failure, so it is skipped. Pure.</summary>
public static class EndingReadiness
{
    private const string Category = "Ending";
    private const int Shown = 5;

    /// <summary>That there is nothing to end, or why nobody knows.</summary>
    /// <param name="why">Why it is not known who migrates; null where nobody does.</param>
    public static ArchiveSafetyCheck Nothing(string? why) => Made("End of a migration", why is null ? ReadinessStatus.Skipped : ReadinessStatus.Unknown, why ?? CoreMessages.EndingNothing);

    /// <summary>The list, in the order in which things are done.</summary>
    /// <param name="facts">What is known.</param>
    public static IReadOnlyList<ArchiveSafetyCheck> Checks(EndingFacts facts)
    {
        var ending = MigrationEnding.Of(facts.Domains, facts.LastSyncUtc, facts.EndSeenUtc, MigrationEnding.SettleTime);
        var mail = Mail(facts.Domains);
        var wait = Wait(facts, ending);
        var batch = Batch(facts, wait.Status == ReadinessStatus.Passed);
        return [mail, Sync(facts, ending), wait, batch, Resume(facts, wait.Status == ReadinessStatus.Passed && batch.Status == ReadinessStatus.Passed)];
    }

    private static ArchiveSafetyCheck Mail(IReadOnlyList<DomainMail> domains)
    {
        var status = domains.Any(domain => domain.State == MailExchangeState.Unknown) ? ReadinessStatus.Unknown
            : domains.Count == 0 || domains.Any(domain => domain.State == MailExchangeState.NotMoved) ? ReadinessStatus.Skipped
            : ReadinessStatus.Passed;
        var told = domains.OrderBy(domain => domain.State).ThenBy(domain => domain.Domain, StringComparer.OrdinalIgnoreCase)
            .Select(domain => domain.MovedSinceUtc is { } since ? domain.Because + " " + DisplayText.Sentence(CoreMessages.EndingMovedSince, since) : domain.Because).ToList();
        return Made("MX records", status, domains.Count == 0 ? CoreMessages.EndingNoDomain : string.Join(" ", told.Take(Shown)) + (told.Count > Shown ? " " + DisplayText.Sentence(CoreMessages.EndingMoreDomains, told.Count - Shown) : ""))
            with
        { Remedy = status == ReadinessStatus.Skipped && domains.Count > 0 ? CoreMessages.RemedyMail : "" };
    }

    private static ArchiveSafetyCheck Sync(EndingFacts facts, MigrationEnding ending) =>
        facts.LastSyncUtc is not { } sync ? Made("Last sync", facts.Left.Count > 0 || facts.LeftUnknown is not null ? ReadinessStatus.Unknown : ReadinessStatus.Skipped, CoreMessages.EndingNoSync)
        : ending.CountsFrom == MigrationEndingBasis.MailExchange && sync < ending.FromUtc && facts.Left.Count > 0
            ? Made("Last sync", ReadinessStatus.Skipped, DisplayText.Sentence(CoreMessages.EndingSyncDue, sync, ending.FromUtc))
        : Made("Last sync", ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.EndingSync, sync));

    private static ArchiveSafetyCheck Wait(EndingFacts facts, MigrationEnding ending) => Made(
        "Wait until",
        ending.WaitUntilUtc is not { } until ? ReadinessStatus.Unknown : facts.AsOfUtc < until ? ReadinessStatus.Skipped : ReadinessStatus.Passed,
        ending.WaitUntilUtc is not { } time ? ending.Because : DisplayText.Sentence(facts.AsOfUtc < time ? CoreMessages.EndingNotBefore : CoreMessages.EndingWaited, time) + " " + ending.Because)
        with
    { Remedy = ending.CountsFrom == MigrationEndingBasis.MailExchange ? "" : CoreMessages.RemedyWait };

    private static ArchiveSafetyCheck Batch(EndingFacts facts, bool waited)
    {
        if (facts.LeftUnknown is { } why)
        {
            return Made("Remove the batch", ReadinessStatus.Unknown, why);
        }

        if (facts.Left.Count == 0)
        {
            return Made("Remove the batch", ReadinessStatus.Passed, CoreMessages.EndingNoBatch);
        }

        var names = string.Join(", ", facts.Left.Take(Shown)) + (facts.Left.Count > Shown ? ", …" : "");
        return Made("Remove the batch", ReadinessStatus.Skipped, DisplayText.Sentence(waited ? CoreMessages.EndingBatchNow : CoreMessages.EndingBatchLater, names))
            with
        { Remedy = waited ? string.Join("; ", facts.BatchGuids.Take(Shown).Select(guid => "Remove-MigrationBatch -Identity " + guid)) : "" };
    }

    private static ArchiveSafetyCheck Resume(EndingFacts facts, bool isDue) => facts.Suspended switch
    {
        null => Made("Resume", ReadinessStatus.Unknown, CoreMessages.EndingJournalUnread),
        0 => Made("Resume", ReadinessStatus.Passed, CoreMessages.EndingNothingSuspended),
        { } open => Made("Resume", ReadinessStatus.Skipped, DisplayText.Sentence(isDue ? CoreMessages.EndingResumeNow : CoreMessages.EndingResumeLater, open)) with { Remedy = isDue ? "Resume-ConflictingArchivePolicy" : "" },
    };

    private static ArchiveSafetyCheck Made(string name, ReadinessStatus status, string because) =>
        new() { Category = Category, Name = name, Status = status, Because = because, Source = CoreMessages.SourceEnding };
}
