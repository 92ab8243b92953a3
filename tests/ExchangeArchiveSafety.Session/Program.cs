using System.Management.Automation;
using System.Management.Automation.Runspaces;

// Runs one script file with the arguments that follow it, and prints what it puts out.
using var shell = PowerShell.Create(InitialSessionState.CreateDefault2());
shell.AddScript(File.ReadAllText(args[0]));
foreach (var argument in args.Skip(1))
{
    shell.AddArgument(argument);
}

foreach (var output in shell.Invoke())
{
    Console.WriteLine(output);
}

foreach (var error in shell.Streams.Error)
{
    Console.Error.WriteLine(error);
}

return shell.HadErrors ? 1 : 0;
