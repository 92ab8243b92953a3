namespace ExchangeArchiveSafety.Journals;

/// <summary>Suspends archiving of one mailbox after the other by one method: plans, warns, asks, acts, gives.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="journal">Its journal.</param>
/// <param name="session">The session.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="run">The run over them.</param>
internal sealed class MailboxSuspension(StoppableCommand command, CommandJournal journal, ExchangeSession session, LiveTenant tenant, SuspensionRun run)
{
    private readonly SuspensionOutput _output = new(command);
    private readonly SuspensionResults _results = new(journal.Location);

    public SuspensionMethod Method { get; init; }

    /// <summary>Whether the whole batch is stopped rather than the user.</summary>
    public bool StopBatch { get; init; }

    /// <summary>The end of the hold, UTC; null for open.</summary>
    public DateTime? UntilUtc { get; init; }

    /// <summary>Passes a mailbox over that was not read.</summary>
    public void Pass(MailboxIdentity identity, Guid exchangeGuid, string reason) =>
        _output.Show(_results.PassedOver(identity, exchangeGuid, Method, WithEntries(reason, exchangeGuid)));

    /// <summary>Passes a mailbox over.</summary>
    public void Pass(Mailbox mailbox, string reason) =>
        _output.Show(_results.Of(mailbox, Method, SuspensionStatus.Skipped, WithEntries(reason, mailbox.ExchangeGuid)));

    public void Suspend(Mailbox mailbox, bool external, string? why)
    {
        // It asks more than the change needs, and is told to somebody who only looks.
        if (command.IsWhatIf && command.IsVerbose && tenant.Foresee(mailbox) is { Verdict.Forecast: { } forecast } foreseen)
        {
            mailbox = foreseen.Mailbox;
            command.WriteVerbose(DisplayText.Sentence(Messages.WarningAboutMailbox, mailbox.Identity, forecast.ToString()));
            foreach (var sentence in forecast.MissingFacts.Concat(forecast.Assumptions))
            {
                command.WriteVerbose(sentence);
            }
        }

        if (Method == SuspensionMethod.StopMigration)
        {
            Stop(mailbox, why);
        }
        else
        {
            Set(mailbox, external, why);
        }
    }

    private JournaledSuspension? OpenBy(Guid exchangeGuid) => journal.OpenOf(exchangeGuid).LastOrDefault(one => one.Method == Method);

    // Which entries of the journal suspend it by other methods.
    private string WithEntries(string reason, Guid exchangeGuid) => string.Join(" ", [reason, .. run.OtherMethods(exchangeGuid, Method)]);

    private void Set(Mailbox mailbox, bool external, string? why)
    {
        mailbox = tenant.Ask(mailbox, MailboxQuestions.Statistics);
        var open = OpenBy(mailbox.ExchangeGuid);
        var plan = SuspensionPlan.Create(Method, mailbox, tenant.Organization, UntilUtc, open);
        if (plan.Refusal is null && plan.Writes.Known.Count > 0)
        {
            Warn(mailbox, plan.Warnings);
            if (plan.Writes.Has(ArchivingSetting.AutoArchivingEnabled) && !session.Has("Set-Mailbox", nameof(ArchivingSetting.AutoArchivingEnabled)))
            {
                Warn(mailbox, [SuspensionPlan.AutoArchivingStays(DisplayText.Sentence(Messages.ParameterNotGranted, "Set-Mailbox", ArchivingSetting.AutoArchivingEnabled))]);
            }

            var action = Method == SuspensionMethod.RetentionHold ? Messages.AskRetentionHold : Messages.AskElcProcessing;
            if (!Ask(mailbox, DisplayText.Sentence(action, mailbox.Identity, plan.Writes), SuspensionResults.Planned(mailbox, plan.Writes)))
            {
                return;
            }
        }
        else if (command.IsWhatIf)
        {
            _output.Give(run.NothingToSet(mailbox, Method, plan, open));
            return;
        }

        Give(mailbox, () => run.SuspendBySetting(mailbox.ExchangeGuid, Method, tenant.Organization, UntilUtc, external, agreed: _ => plan.Writes.Known.Count > 0, why));
    }

    private void Stop(Mailbox mailbox, string? why)
    {
        var records = tenant.RecordsOf(mailbox);
        var running = MigrationStop.Running(records);
        var now = ArchivingSettings.OfMigration(MigrationStop.Show(records));
        if (running.Count > 0)
        {
            Warn(mailbox, MigrationStop.Warnings(running, tenant.Records, StopBatch));
            var names = string.Join(", ", running.Select(record => record.Batch is { } batch ? MigrationStop.Name(batch, tenant.Batches) : record.User.Identity).Distinct());
            if (!Ask(mailbox, DisplayText.Sentence(StopBatch ? Messages.AskStopBatch : Messages.AskStopUser, mailbox.Identity, names), now, now))
            {
                return;
            }
        }
        else if (command.IsWhatIf)
        {
            _output.Give(run.NothingToStop(mailbox, now, OpenBy(mailbox.ExchangeGuid)));
            return;
        }

        Give(mailbox, () => run.SuspendByStopping(mailbox, StopBatch, agreed: running.Count > 0, why));
    }

    private void Give(Mailbox mailbox, Func<SuspensionOutcome> change) =>
        _output.Give(_output.Change(change, reason => _results.Of(mailbox, Method, SuspensionStatus.Failed, reason, after: null)));

    private bool Ask(Mailbox mailbox, string action, ArchivingSettings planned, ArchivingSettings? now = null)
    {
        now ??= ArchivingSettings.Of(mailbox);
        return _output.Ask(action, (isWhatIf, reason) =>
            _results.Of(mailbox, Method, isWhatIf ? SuspensionStatus.WhatIf : SuspensionStatus.Skipped, reason, isWhatIf ? planned : now, before: now));
    }

    private void Warn(Mailbox mailbox, IEnumerable<Finding> warnings)
    {
        foreach (var warning in warnings)
        {
            var text = DisplayText.Sentence(Messages.WarningAboutMailbox, mailbox.Identity, warning.ToString());
            if (warning.Severity == FindingSeverity.Information)
            {
                command.WriteVerbose(text);
            }
            else
            {
                command.WriteWarning(text);
            }
        }
    }
}
