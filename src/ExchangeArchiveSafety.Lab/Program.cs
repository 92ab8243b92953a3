Console.Error.WriteLine("usage: walkthrough | serve");
return 2;
