using Xunit.Abstractions;
using Xunit.Sdk;

namespace ExchangeArchiveSafety.Console.Tests.Skipping;

/// <summary>A theory in which a <see cref="SkippedException"/> is no failure.</summary>
public sealed class SkippingTheoryTestCase : XunitTheoryTestCase
{
    [Obsolete("For the runner, which restores test cases.", error: true)]
    public SkippingTheoryTestCase()
    {
    }

    public SkippingTheoryTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        using var bus = new Bus(messageBus);
        var summary = await base.RunAsync(diagnosticMessageSink, bus, constructorArguments, aggregator, cancellationTokenSource);
        summary.Failed -= bus.Skipped;
        summary.Skipped += bus.Skipped;
        return summary;
    }

    private sealed class Bus(IMessageBus inner) : IMessageBus
    {
        public int Skipped { get; private set; }

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestFailed failed && failed.ExceptionTypes[0] == typeof(SkippedException).FullName)
            {
                Skipped++;
                return inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
            }

            return inner.QueueMessage(message);
        }

        // The bus that was handed over is not ours to end.
        public void Dispose()
        {
        }
    }
}
