namespace ExchangeArchiveSafety.Graph;

/// <summary>Runs the probe for a cmdlet: looks, asks, and gives a check for each step. What makes the journal unusable ends the cmdlet.</summary>
internal sealed class MailboxProbe(
    TestArchiveSafetyReadinessCommand command, GraphQuestions questions, IGraphConnection graph, CommandJournal? journal, string? tenant, Func<DateTime> utcNow, bool isForced)
{
    /// <summary>Probes a mailbox.</summary>
    /// <param name="user">The mailbox.</param>
    /// <param name="migration">Finds out what its migration says against it.</param>
    public IEnumerable<ArchiveSafetyCheck> Run(string user, Func<Func<GraphMailbox, string?>> migration)
    {
        if (journal is null)
        {
            throw command.Terminating(ErrorIds.JournalNotWritable, nameof(command.JournalPath), Messages.GraphTenantUnknown);
        }

        if (questions.Get(user, stop => graph.ResolveAsync(user, stop)) is not { } mailbox)
        {
            yield break;
        }

        var settings = new ProbeSettings { UtcNow = utcNow, Tenant = tenant, IsForced = isForced };
        using var probe = questions.Get(user, stop => ArchiveProbe.OpenAsync(graph, (IGraphProbe)graph, journal.Store, settings, mailbox, stop));
        if (probe is null)
        {
            yield break;
        }

        var refusal = probe.Refusal ?? (isForced ? null : migration()(mailbox));
        var question = DisplayText.Sentence(Messages.AskProbe, user);
        if (refusal is null && !command.ShouldProcess(question, question, Messages.AskCaption))
        {
            yield return ArchiveProbe.NotDone(Messages.ProbeDeclined);
            yield break;
        }

        if (refusal is null)
        {
            journal.EnsureWritable();
            Guarded(() =>
            {
                probe.Begin();
                return true;
            });
            refusal = probe.Refusal;
        }

        if (refusal is not null)
        {
            command.Report(ErrorIds.ProbeRefused, user, refusal);
            yield return ArchiveProbe.NotDone(refusal);
            yield break;
        }

        while (!probe.IsDone)
        {
            command.ThrowIfStopping();
            yield return Guarded(() => command.Waiting.For(probe.NextAsync));
        }
    }

    private T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (UnusableFileException exception)
        {
            throw command.Terminating(exception);
        }
        catch (OperationCanceledException)
        {
            throw new System.Management.Automation.PipelineStoppedException();
        }
    }
}
