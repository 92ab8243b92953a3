using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ExchangeArchiveSafety.Console.Tests.Skipping;

/// <summary>What the runner is told of a theory that may skip.</summary>
public sealed class SkippingTheoryTests
{
    [Fact]
    public async Task ASkipIsToldAsASkipAndAFailureAsAFailure()
    {
        var collection = new TestCollection(new TestAssembly(Reflector.Wrap(typeof(Sample).Assembly)), null, "sample");
        var method = new TestMethod(new TestClass(collection, Reflector.Wrap(typeof(Sample))), Reflector.Wrap(typeof(Sample).GetMethod(nameof(Sample.Ends))!));
        var theory = new SkippingTheoryTestCase(new Xunit.Sdk.NullMessageSink(), TestMethodDisplay.Method, TestMethodDisplayOptions.None, method);
        using var told = new Told();

        var summary = await theory.RunAsync(new Xunit.Sdk.NullMessageSink(), told, [], new ExceptionAggregator(), new CancellationTokenSource());

        Assert.Equal((3, 1, 1), (summary.Total, summary.Failed, summary.Skipped));
        Assert.Equal("no moon", Assert.Single(told.Messages.OfType<ITestSkipped>()).Reason);
        Assert.Single(told.Messages.OfType<ITestFailed>());
        Assert.Single(told.Messages.OfType<ITestPassed>());
    }

    [SuppressMessage("xUnit", "xUnit1000", Justification = "Not public, so that it is no test of this assembly.")]
    private sealed class Sample
    {
        [SkippingTheory]
        [InlineData("passes")]
        [InlineData("fails")]
        [InlineData("skips")]
        public void Ends(string how)
        {
            if (how == "skips")
            {
                throw new SkippedException("no moon");
            }

            Assert.Equal("passes", how);
        }
    }

    private sealed class Told : IMessageBus
    {
        public List<IMessageSinkMessage> Messages { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            Messages.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
