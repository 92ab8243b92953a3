using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A host with a window of 120 columns that remembers what is shown and answers questions.</summary>
public sealed class TextHost : PSHost
{
    private readonly TextUi _ui = new();

    /// <summary>Everything that was shown, in order.</summary>
    public string Text => _ui.Shown.ToString();

    /// <summary>The questions that were put.</summary>
    public IReadOnlyList<string> Questions => _ui.Questions;

    /// <summary>The answer to every question: the label's first letter, Y, A, N, L or S. Null: nobody may ask.</summary>
    public char? Answer
    {
        get => _ui.Answer;
        set => _ui.Answer = value;
    }

    public override CultureInfo CurrentCulture { get; } = CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(TextHost);

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class TextUi : PSHostUserInterface
    {
        public StringBuilder Shown { get; } = new();

        public List<string> Questions { get; } = [];

        public char? Answer { get; set; }

        public override PSHostRawUserInterface RawUI { get; } = new Window();

        public override bool SupportsVirtualTerminal => true;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new HostException("Nobody is there to fill in " + string.Join(", ", descriptions.Select(field => field.Name)) + ".");

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            var answer = Answer ?? throw new HostException("Nobody is there to answer: " + message);
            return choices.Select((choice, index) => (choice, index)).Single(pair => pair.choice.Label.Contains("&" + answer, StringComparison.OrdinalIgnoreCase)).index;
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new HostException(message);

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new HostException(message);

        public override string ReadLine() => throw new HostException("Nobody is there to type.");

        public override SecureString ReadLineAsSecureString() => throw new HostException("Nobody is there to type.");

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Shown.Append(value);

        public override void Write(string value) => Shown.Append(value);

        public override void WriteDebugLine(string message) => Shown.Append(message).Append('\n');

        public override void WriteErrorLine(string value) => Shown.Append(value).Append('\n');

        public override void WriteLine(string value) => Shown.Append(value).Append('\n');

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message) => Shown.Append(message).Append('\n');

        public override void WriteWarningLine(string message) => Shown.Append(message).Append('\n');
    }

    private sealed class Window : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(120, 3000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => new(120, 3000);

        public override Size MaxWindowSize => new(120, 3000);

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(120, 3000);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new HostException("Nobody is there to press a key.");

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        {
        }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
        {
        }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
        {
        }
    }
}
