using System.Management.Automation;

namespace ExchangeArchiveSafety.Journals;

/// <summary>Asks before a cmdlet changes a mailbox, carries the change out, and gives what came of it.</summary>
/// <param name="command">The cmdlet.</param>
internal sealed class SuspensionOutput(StoppableCommand command)
{
    /// <summary>A run of the cmdlet over its journal.</summary>
    public SuspensionRun Begin(CommandJournal journal, ExchangeSession session, LiveTenant tenant, Func<DateTime> utcNow) => new(
        journal.Store,
        new SessionMailboxPort(session, tenant.RecordsOf, () => command.Stopping, seconds => command.Pause(TimeSpan.FromSeconds(seconds)), TellSettings),
        utcNow,
        tenant.Name,
        command.StopToken);

    /// <summary>Asks, and gives a result where the answer is no.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="notDone">Makes the result, from whether it is only planned, and the reason.</param>
    public bool Ask(string action, Func<bool, string, ArchivePolicySuspension> notDone)
    {
        if (command.ShouldProcess(action, action, Messages.AskCaption, out var why))
        {
            return true;
        }

        var isWhatIf = why == ShouldProcessReason.WhatIf;
        Show(notDone(isWhatIf, isWhatIf ? Messages.ReasonPlanned : Messages.ReasonDeclined));
        return false;
    }

    /// <summary>Changes one mailbox. What fails about the mailbox is a result of its own; what fails about the journal ends the cmdlet.</summary>
    public SuspensionOutcome Change(Func<SuspensionOutcome> change, Func<string, ArchivePolicySuspension> failed)
    {
        try
        {
            return change();
        }
        catch (ExchangeCallException exception)
        {
            var result = failed(exception.Message);
            return new(result, MailboxIdentity.Named(exception, result.Identity).ErrorId, exception);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (UnusableFileException exception)
        {
            throw command.Terminating(exception);
        }
    }

    public void Give(SuspensionOutcome outcome)
    {
        if (outcome.ErrorId is { } id)
        {
            var identity = outcome.Result.Identity;
            command.Report(id, identity, DisplayText.Escape(identity) + ": " + outcome.Result.Reason, outcome.Error);
        }

        Show(outcome.Result);
    }

    /// <summary>Gives a result, and tells why it came out so.</summary>
    public void Show(ArchivePolicySuspension result)
    {
        command.Tell(Messages.VerboseResult, result.Identity, result.Status, result.Reason);
        command.WriteObject(result);
    }

    private void TellSettings(Mailbox mailbox) => command.Tell(Messages.VerboseReadBack, mailbox.Identity, ArchivingSettings.Of(mailbox));
}
