"""A small student distilled from a teacher, with Kullback's loss and with PyTorch's.

The teacher has learnt the labels of all training images, the student has only those of 50. The
teacher's probabilities tell it about the other images.
"""

import itertools

import torch
from digits import CLASSES, PIXELS
from kullback.torch import distillation_loss
from lockstep import BATCH, THREADS, Outcome, Trainee, time_losses, train
from torch import nn
from torch.nn import functional

TEMPERATURE = 2.0
SOFT_WEIGHT = 0.9  # of the teacher's part; the labels' part has the rest
LABELLED = 50
IGNORED = -100  # the label of the other images
EPOCHS = 30
VOCABULARY = 32_000  # of a language model


def kullback_loss(student, teacher, labels):
    return distillation_loss(
        teacher,
        student,
        labels,
        temperature=TEMPERATURE,
        soft_weight=SOFT_WEIGHT,
        hard_weight=1 - SOFT_WEIGHT,
        ignore_index=IGNORED,
        threads=THREADS,
    )


def pytorch_loss(student, teacher, labels):
    soft = functional.kl_div(
        functional.log_softmax(student / TEMPERATURE, -1),
        functional.log_softmax(teacher / TEMPERATURE, -1),
        reduction="batchmean",
        log_target=True,
    )
    # Its mean would be over the labelled images; here both parts are means over all.
    hard = functional.cross_entropy(student, labels, ignore_index=IGNORED, reduction="sum")
    return SOFT_WEIGHT * TEMPERATURE**2 * soft + (1 - SOFT_WEIGHT) * hard / len(labels)


LOSSES = [kullback_loss, pytorch_loss]


def random_inputs(classes):
    student, teacher = 3 * torch.randn(2, BATCH, classes)
    labels = torch.full((BATCH,), IGNORED)
    labels[:4] = 0  # about as many as a batch of images has
    return student.requires_grad_(), teacher, labels


def classifier(*hidden):
    layers = []
    for size, next_size in itertools.pairwise([PIXELS, *hidden, CLASSES]):
        layers += [nn.Linear(size, next_size), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def learn_labels(model, images, labels, epochs):
    def loss(model, rows, _):
        return functional.cross_entropy(model(images[rows]), labels[rows])

    trainee = Trainee(model, loss)
    train([trainee], len(images), epochs)
    return trainee.model


def accuracy(model, digits):
    with torch.no_grad():
        return (model(digits.test).argmax(-1) == digits.test_labels).double().mean().item()


def run(digits):
    """Distil with both losses, and train the student without its teacher."""
    teacher = learn_labels(classifier(128, 128), digits.train, digits.labels, EPOCHS)
    with torch.no_grad():
        teacher_logits = teacher(digits.train)
    few = digits.labels.clone()
    few[LABELLED:] = IGNORED

    def of_rows(loss):
        return lambda model, rows, _: loss(
            model(digits.train[rows]), teacher_logits[rows], few[rows]
        )

    student = classifier(32)
    trainees = [Trainee(student, of_rows(loss)) for loss in LOSSES]
    train(trainees, len(digits.train), EPOCHS)
    # All labelled images are one batch, so these are as many steps as the others'.
    steps = len(trainees[0].step_seconds)
    alone = learn_labels(student, digits.train[:LABELLED], few[:LABELLED], steps)

    accuracies = {
        "teacher, all labels": accuracy(teacher, digits),
        f"student, {LABELLED} labels": accuracy(alone, digits),
        "distilled, Kullback": accuracy(trainees[0].model, digits),
        "distilled, PyTorch": accuracy(trainees[1].model, digits),
    }
    lines = [f"    {who:<22}{value:6.1%}" for who, value in accuracies.items()]
    seconds = time_losses(LOSSES, random_inputs, [CLASSES, VOCABULARY])
    return Outcome(trainees, seconds, ["Right on the test images:", *lines])
